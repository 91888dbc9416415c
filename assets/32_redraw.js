/* Land and regions stay where they are when only colours and corridors change: what plotly works
   out from a shape (its parts, its middle) is kept with the shape, and a path is projected again
   only when its shape or the projection is another. */
(function () {
  "use strict";

  const WORKED_OUT = ["geojson", "ct", "_polygons", "fIn", "fOut"];

  /** Keep what plotly works out for the shapes of a trace, by the name of the trace. */
  function keepShapes(module) {
    const kept = new Map();
    const workOut = module.calcGeoJSON;
    module.calcGeoJSON = (points, layout) => {
      const { trace } = points[0];
      const last = kept.get(trace.uid);
      const isSame = last && last.geojson === trace.geojson && last.locations === trace.locations;
      if (isSame && last.parts.length === points.length) {
        points.forEach((point, at) => Object.assign(point, last.parts[at]));
        Object.assign(trace._extremes, last.extremes);
        return;
      }
      workOut(points, layout);
      if (points.every((point) => point.geojson)) {
        const parts = points.map((point) =>
          Object.fromEntries(WORKED_OUT.map((name) => [name, point[name]])));
        const { geojson, locations, _extremes: extremes } = trace;
        kept.set(trace.uid, { geojson, locations, parts, extremes: Object.assign({}, extremes) });
      }
    };
  }

  /** Project only the paths whose shape or projection is another. */
  function keepPaths(subplot) {
    const render = subplot._render;
    const drawn = new WeakMap();
    let projected = "";
    subplot._render = function (...asked) {
      const { projection, dataPaths } = this;
      const now = ["scale", "translate", "rotate", "center", "clipExtent"]
        .map((name) => JSON.stringify(projection[name] && projection[name]())).join();
      const moved = now !== projected;
      projected = now;
      const shapes = dataPaths.choropleth;
      this.dataPaths = Object.assign({}, dataPaths, {
        choropleth: shapes.filter(function ({ geojson }) {
          const isNew = moved || drawn.get(this) !== geojson;
          drawn.set(this, geojson);
          return isNew;
        }),
      });
      render.apply(this, asked);
      this.dataPaths = dataPaths;
    };
  }

  function watch(plot) {
    keepShapes(plot._fullData.find((trace) => trace.type === "choropleth")._module);
    keepPaths(plot._fullLayout.geo._subplot);
  }

  window.corridorRedraw = { watch };
})();
