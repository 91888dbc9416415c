/* Shapes that stay. Plotly works every shape out and projects every path again whenever a colour
   changes, which is half of what a change costs. What it worked out is kept with the trace, and a
   path is projected again only when its shape or the projection is another. Lines (`meta.lines`) are
   spared both: pointing.js finds them where they are drawn, so nothing has to be worked out for
   them, and their corners are projected as they are, since none is far from the next. The two
   functions are plotly's own; tests/map/test_redraw_browser.py tells when another version has others. */

import { projectedBy, spotsOn } from "./rings.js";

const WORKED_OUT = ["geojson", "ct", "_polygons", "fIn", "fOut"];

const isOfLines = ({ meta }) => Boolean(meta && meta.lines);
const isLine = ({ geojson }) => Boolean(geojson && geojson.ring);

/** Each line with its shape; shapes come in the order of their places. */
function giveLines(points, { features }) {
  points.forEach((point, at) => Object.assign(point, { geojson: features[at], _polygons: [] }));
}

const hundredths = (value) => Math.round(100 * value) / 100;

/** A closed path through the corners of a ring on the screen. */
function outlineOf({ ring }, projection, camera) {
  const spots = spotsOn(ring, projection, camera).slice(0, -1);
  return `M${spots.map(([x, y]) => `${hundredths(x)},${hundredths(y)}`).join("L")}Z`;
}

/** Draw the lines among some paths. */
function drawLines(paths, projection, camera) {
  paths.filter(isLine)
    .attr("d", ({ geojson }) => outlineOf(geojson, projection, camera));
}

function keepShapes(choropleth) {
  const kept = new Map(); // uid of a trace → what was worked out for its shapes
  const workOut = choropleth.calcGeoJSON;
  choropleth.calcGeoJSON = (points, layout) => {
    const { trace } = points[0];
    const { geojson, locations, uid } = trace;
    if (isOfLines(trace)) {
      giveLines(points, geojson);
      return;
    }
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
    const now = projectedBy(projection);
    const others = dataPaths.choropleth.filter(function ({ geojson }) {
      const isOther = now !== before || drawn.get(this) !== geojson;
      drawn.set(this, geojson);
      return isOther;
    });
    before = now;
    drawLines(others, projection, now);
    this.dataPaths = { ...dataPaths, choropleth: others.filter((point) => !isLine(point)) };
    render.apply(this, asked);
    this.dataPaths = dataPaths;
  };
}

/** Once, before a map is first drawn: plotly still waits for its layers. */
export function keepDrawn(plot) {
  keepShapes(plot._fullData.find((trace) => trace.type === "choropleth")._module);
  keepPaths(plot._fullLayout.geo._subplot);
}
