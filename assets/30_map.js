/* The map in the browser: camera by buttons and keys, names that do not collide, legend widths. */
(function () {
  "use strict";

  const ZOOM = 1.35;
  const STEP = 0.18;
  const NEAREST = 0.6;
  const FARTHEST = 24;

  const graph = (id) => document.querySelector(`#${id} .js-plotly-plot`);

  function geo() {
    const plot = graph("map");
    return plot && plot._fullLayout && plot._fullLayout.geo;
  }

  function camera() {
    const { projection, center } = geo();
    return { scale: projection.scale, lon: center.lon, lat: center.lat };
  }

  function home() {
    const values = window.corridorFrame.home(graph("map"));
    return {
      scale: values["projection.scale"],
      lon: values["center.lon"],
      lat: values["center.lat"],
    };
  }

  /** Move the camera as if by hand, so that later patches keep it (plotly's uirevision). */
  function move(to) {
    const plot = graph("map");
    const wanted = {
      "geo.projection.scale": to.scale,
      "geo.center.lon": to.lon,
      "geo.center.lat": to.lat,
    };
    return window.Plotly.relayout(plot, wanted).then(() => window.corridorFrame.rememberHome(plot));
  }

  function pan(east, north) {
    const now = camera();
    const degrees = 40 * STEP * (home().scale / now.scale);
    return move({ scale: now.scale, lon: now.lon + east * degrees * 1.2, lat: now.lat + north * degrees });
  }

  function zoom(factor) {
    const now = camera();
    const scale = Math.min(FARTHEST * home().scale, Math.max(NEAREST * home().scale, now.scale * factor));
    return move({ scale, lon: now.lon, lat: now.lat });
  }

  const moves = {
    "zoom-in": () => zoom(ZOOM),
    "zoom-out": () => zoom(1 / ZOOM),
    home: () => move(home()),
    left: () => pan(-1, 0),
    right: () => pan(1, 0),
    up: () => pan(0, 1),
    down: () => pan(0, -1),
  };
  const keys = {
    "+": "zoom-in",
    "=": "zoom-in",
    "-": "zoom-out",
    _: "zoom-out",
    0: "home",
    ArrowLeft: "left",
    ArrowRight: "right",
    ArrowUp: "up",
    ArrowDown: "down",
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-map]");
    if (button && geo()) {
      moves[button.dataset.map]();
    }
  });

  document.addEventListener("keydown", (event) => {
    const frame = event.target.closest && event.target.closest("#map-frame");
    if (frame && geo() && keys[event.key] && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      event.stopPropagation();
      moves[keys[event.key]]();
    }
  });

  /* Names that would run into a mark, into one another or under the legend and the buttons: the
     later one in drawing order stays, since sites and networks are drawn above regions. */
  function declutter(plot) {
    const marks = [...plot.querySelectorAll(".geo .point")]
      .filter((mark) => mark.style.opacity !== "0")
      .map((mark) => mark.getBoundingClientRect())
      .map((box) => new DOMRect(box.x + 4, box.y + 4, box.width - 8, box.height - 8));
    const over = [...document.querySelectorAll("#legend-box, .map-buttons, #chips > *")]
      .map((box) => box.getBoundingClientRect());
    const taken = [...marks, ...over];
    const texts = [...plot.querySelectorAll(".geo text")].reverse();
    const boxes = texts.map((text) => text.getBoundingClientRect());
    texts.forEach((text, i) => {
      const box = boxes[i];
      const clash = taken.some((other) =>
        box.left < other.right + 2 && box.right + 2 > other.left &&
        box.top < other.bottom && box.bottom > other.top);
      text.style.visibility = clash || box.width === 0 ? "hidden" : "visible";
      if (!clash) {
        taken.push(box);
      }
    });
  }

  /** Sample widths of the legend at the scale of the map. */
  function scaleLegend(plot) {
    const subplot = plot._fullLayout.geo && plot._fullLayout.geo._subplot;
    if (!subplot || !subplot.projection) {
      return;
    }
    const a = subplot.projection([105, 36]);
    const b = subplot.projection([105, 37]);
    if (!a || !b) {
      return;
    }
    const perMetre = Math.hypot(a[0] - b[0], a[1] - b[1]) / 111000;
    for (const sample of document.querySelectorAll("[data-metres]")) {
      sample.style.height = Math.max(1, sample.dataset.metres * perMetre).toFixed(1) + "px";
    }
  }

  /* Where shapes overlap plotly answers with the lowest; a reader points at the highest. */
  function pointAtTheTop(plot) {
    const { _module: choropleth } = plot._fullData.find((trace) => trace.type === "choropleth");
    const lowest = choropleth.hoverPoints;
    choropleth.hoverPoints = (point, ...place) => {
      const { cd } = point;
      point.cd = [...cd].reverse();
      point.cd[0] = Object.assign({}, point.cd[0], { trace: cd[0].trace });
      const found = lowest(point, ...place);
      point.cd = cd;
      return found;
    };
  }

  let due = false;
  let painted = false;

  /** Measure once before the next frame, however much has changed until then. */
  function tidy() {
    if (due) {
      return;
    }
    due = true;
    window.requestAnimationFrame(() => {
      due = false;
      scaleLegend(graph("map"));
      declutter(graph("map"));
      if (painted) {
        painted = false;
        document.dispatchEvent(new CustomEvent("map-painted"));
      }
    });
  }

  function settled() {
    if (geo()) {
      painted = true;
      tidy();
    }
  }

  function watch(plot) {
    pointAtTheTop(plot);
    window.corridorRedraw.watch(plot);
    plot.on("plotly_afterplot", settled);
    plot.on("plotly_relayouting", () => scaleLegend(plot));
    const over = new MutationObserver(tidy);
    for (const id of ["legend", "chips"]) {
      over.observe(document.getElementById(id), { childList: true });
    }
    document.getElementById("legend-box").addEventListener("toggle", tidy);
    settled();
    document.dispatchEvent(new CustomEvent("map-ready"));
  }

  const arrival = new MutationObserver(() => {
    const plot = graph("map");
    if (plot && plot.on && geo() && geo()._subplot) {
      arrival.disconnect();
      watch(plot);
    }
  });
  arrival.observe(document.documentElement, { childList: true, subtree: true });

  window.corridorMap = { camera };
})();
