/* Fill the frame with the map, whatever its shape.

   Plotly clips a geo subplot to the projected box of its axis ranges, fitted into the frame, so the
   box must have the shape of the frame. The box of an equal-area cone between two parallels has a
   closed form; only its width in longitude is searched. Ranges are set as a figure enters plotly,
   so the first drawing is already right. */
(function () {
  "use strict";

  const RADIANS = Math.PI / 180;
  const EARTH_KM = 6371;
  const SOUTH = -25;
  const NORTH = 66;
  const KM_PER_DEGREE = 111;
  const SHOWN_KM = { width: 5250, height: 4350 };
  const MIDDLE = { lon: 103.6, lat: 36.1 };
  const ASIDE_PX = 50; // farther, the edge of the drawn land would show on a wide screen
  const LEGEND_ROOM = 0.55; // share of the spare room that is left free at the west and south

  function cone(parallels) {
    const [a, b] = parallels.map((degrees) => Math.sin(degrees * RADIANS));
    const n = (a + b) / 2;
    const c = 1 - a * a + 2 * n * a;
    return { n, radius: (lat) => Math.sqrt(c - 2 * n * Math.sin(lat * RADIANS)) / n };
  }

  /** Width and height of the box that spans a half-width in longitude, in earth radii. */
  function box({ n, radius }, half) {
    const turn = n * half * RADIANS;
    return {
      width: 2 * radius(SOUTH) * Math.sin(turn),
      height: radius(SOUTH) - radius(NORTH) * Math.cos(turn),
    };
  }

  function halfWidthFor(shape, aspect) {
    let low = 5;
    let high = 110;
    for (let i = 0; i < 40; i += 1) {
      const middle = (low + high) / 2;
      const { width, height } = box(shape, middle);
      if (width / height < aspect) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** Axis ranges and scale that show the country as large as the frame allows; ``unit`` is how
      many pixels a kilometre has at scale 1. */
  function fitted(geo, width, height) {
    const shape = cone(geo.projection.parallels);
    const half = halfWidthFor(shape, width / height);
    const fit = width / (box(shape, half).width * EARTH_KM);
    const wanted = Math.min(width / SHOWN_KM.width, height / SHOWN_KM.height);
    const middle = geo.projection.rotation.lon;
    const spare = { width: width / wanted - SHOWN_KM.width, height: height / wanted - SHOWN_KM.height };
    const aside = Math.min((spare.width / 2) * LEGEND_ROOM, ASIDE_PX / wanted);
    const west = aside / (KM_PER_DEGREE * Math.cos(MIDDLE.lat * RADIANS));
    const values = {
      "center.lon": MIDDLE.lon - west,
      "center.lat": MIDDLE.lat - (spare.height / 2) * LEGEND_ROOM / KM_PER_DEGREE,
      "lonaxis.range": [middle - half, middle + half],
      "lataxis.range": [SOUTH, NORTH],
      "projection.scale": wanted / fit,
    };
    return { unit: fit, values };
  }

  const fits = new WeakMap();

  function fitOf(plot, geo) {
    const { clientWidth: width, clientHeight: height } = plot;
    const last = fits.get(plot);
    if (!width || !height || (last && last.width === width && last.height === height)) {
      return last;
    }
    const fit = { width, height, ...fitted(geo, width, height) };
    fits.set(plot, fit);
    return fit;
  }

  const CAMERA = ["projection.scale", "center.lon", "center.lat"];

  /** Camera that a reader has moved, at the same size on the screen under another fit. */
  function kept(plot, before, after) {
    const geo = plot._fullLayout && plot._fullLayout.geo;
    if (!geo || !before || before === after) {
      return null;
    }
    const shown = [geo.projection.scale, geo.center.lon, geo.center.lat];
    if (shown.every((value, i) => Math.abs(value - before.values[CAMERA[i]]) < 1e-6)) {
      return null;
    }
    shown[0] *= before.unit / after.unit;
    return Object.fromEntries(CAMERA.map((path, i) => [path, shown[i]]));
  }

  /** Tell plotly's uirevision which values the reader moved away from. */
  function rememberHome(plot) {
    const { values } = fits.get(plot);
    const home = Object.fromEntries(CAMERA.map((path) => ["geo." + path, values[path]]));
    plot._fullLayout._preGUI = Object.assign({}, plot._fullLayout._preGUI, home);
  }

  function enter(plot, layout) {
    const before = fits.get(plot);
    const fit = layout && layout.geo && fitOf(plot, layout.geo);
    if (fit && !before) {
      resized.observe(plot);
    }
    const camera = fit && kept(plot, before, fit);
    if (camera) {
      plot._fullLayout.geo.projection.scale = camera["projection.scale"];
      rememberHome(plot);
    }
    if (fit) {
      const { geo } = layout;
      for (const [path, value] of Object.entries(fit.values)) {
        const [group, key] = path.split(".");
        geo[group] = Object.assign({}, geo[group], { [key]: value });
      }
    }
  }

  for (const verb of ["react", "newPlot"]) {
    const draw = window.Plotly[verb];
    window.Plotly[verb] = function (plot, figure, ...rest) {
      const layout = figure && figure.data ? figure.layout : rest[0];
      enter(typeof plot === "string" ? document.getElementById(plot) : plot, layout);
      return draw.call(this, plot, figure, ...rest);
    };
  }

  /* A frame that changes its shape, with the window or with the lines below it, asks for other
     ranges. */
  function refit() {
    for (const plot of document.querySelectorAll(".js-plotly-plot")) {
      const last = fits.get(plot);
      const fit = last && plot.layout && plot.layout.geo && fitOf(plot, plot.layout.geo);
      if (fit && fit !== last) {
        const camera = kept(plot, last, fit);
        const changes = {};
        for (const [path, value] of Object.entries(Object.assign({}, fit.values, camera))) {
          changes["geo." + path] = value;
        }
        window.Plotly.relayout(plot, changes).then(() => camera && rememberHome(plot));
      }
    }
  }

  let waiting = 0;
  const resized = new ResizeObserver(() => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(refit, 120);
  });

  window.corridorFrame = { home: (plot) => fits.get(plot).values, rememberHome };
})();
