/* Shapes that stay. Plotly works every shape out and projects every path again whenever a colour
   changes, which is half of what a change costs. What it worked out is kept with the trace, and a
   path is projected again only when its shape or the projection is another. The two functions are
   plotly's own; tests/map/test_redraw_browser.py tells when another version has others. */

const WORKED_OUT = ["geojson", "ct", "_polygons", "fIn", "fOut"];
const PROJECTED_BY = ["scale", "translate", "rotate", "center", "clipExtent"];

function keepShapes(choropleth) {
  const kept = new Map(); // uid of a trace → what was worked out for its shapes
  const workOut = choropleth.calcGeoJSON;
  choropleth.calcGeoJSON = (points, layout) => {
    const { trace } = points[0];
    const { geojson, locations, uid } = trace;
    const last = kept.get(uid);
    if (last && last.geojson === geojson && last.locations === locations) {
      points.forEach((point, at) => Object.assign(point, last.parts[at]));
      Object.assign(trace._extremes, last.extremes);
      return;
    }
    workOut(points, layout);
    const parts = points.map((point) =>
      Object.fromEntries(WORKED_OUT.map((name) => [name, point[name]])));
    kept.set(uid, { geojson, locations, parts, extremes: { ...trace._extremes } });
  };
}

function keepPaths(subplot) {
  const render = subplot._render;
  const drawn = new WeakMap(); // path → its shape
  let before = "";
  subplot._render = function (...asked) {
    const { projection, dataPaths } = this;
    const now = JSON.stringify(PROJECTED_BY.map((name) => projection[name] && projection[name]()));
    const others = dataPaths.choropleth.filter(function ({ geojson }) {
      const isOther = now !== before || drawn.get(this) !== geojson;
      drawn.set(this, geojson);
      return isOther;
    });
    before = now;
    this.dataPaths = { ...dataPaths, choropleth: others };
    render.apply(this, asked);
    this.dataPaths = dataPaths;
  };
}

/** Once, when a map is first drawn. */
export function keepDrawn(plot) {
  keepShapes(plot._fullData.find((trace) => trace.type === "choropleth")._module);
  keepPaths(plot._fullLayout.geo._subplot);
}
