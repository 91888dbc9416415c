/* Picking: a click names a place, an interval or a whole address; a second one on it lets go. */
(function () {
  "use strict";

  function clicked(data) {
    const point = data && data.points && data.points[0];
    return point && point.customdata ? String(point.customdata) : "";
  }

  function map(data) {
    const { choose, follow, valueOf } = window.corridorAddress;
    const place = clicked(data);
    if (place.startsWith("/?")) {
      follow(new URL(place, window.location.href));
    } else if (place) {
      choose("place", valueOf("place") === place ? "" : place);
    }
  }

  function timeline(data) {
    const { choose, valueOf } = window.corridorAddress;
    const what = clicked(data);
    if (what.startsWith("period:")) {
      choose("period", what.slice(7));
    } else if (what.startsWith("#")) {
      choose("view", "sources");
      window.history.replaceState({}, "", window.location.search + what);
    } else if (what) {
      choose("place", valueOf("place") === what ? "" : what);
    }
  }

  const sorted = (text) => text.split(",").sort().join(",");

  /** Rows of the table and corridors of the address are the same choice. */
  function grid(rows) {
    const { choose, hasCorridors, valueOf } = window.corridorAddress;
    const keys = (rows || []).map((row) => row.key).filter(Boolean).join(",");
    const before = valueOf("place");
    if (sorted(keys) !== sorted(before) && (keys || hasCorridors(before))) {
      choose("place", keys);
    }
    return window.dash_clientside.no_update;
  }

  /* A graph is there once plotly has drawn it. */
  const waiting = { map, timeline };
  const arrival = new MutationObserver(() => {
    for (const [id, pick] of Object.entries(waiting)) {
      const plot = document.querySelector(`#${id} .js-plotly-plot`);
      if (plot && plot.on) {
        delete waiting[id];
        plot.on("plotly_click", pick);
      }
    }
    if (!Object.keys(waiting).length) {
      arrival.disconnect();
    }
  });
  arrival.observe(document.documentElement, { childList: true, subtree: true });

  /* A link inside the page changes the view and keeps the parameters that nobody knows. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='/?'], a[href='/']");
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (link && plain && event.button === 0) {
      event.preventDefault();
      event.stopPropagation();
      window.corridorAddress.follow(new URL(link.href));
    }
  }, true);

  /* A button that sets one field. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-role]");
    if (button) {
      window.corridorAddress.choose(button.dataset.role, button.dataset.value);
    }
  });

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    picks: { grid },
  });
})();
