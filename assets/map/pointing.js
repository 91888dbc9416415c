/* Pointing at the map: what is drawn highest answers, a line also a little beside itself, a name as
   its unit, and a drag answers nothing. A trace says in its `meta` how far beside itself it answers: {reach: px}. */

import { projectedBy, middlesOf, spotsOn, tipOf } from "./rings.js";

const STILL_PX = 4; // a hand that clicks moves no farther
const ON_MARK_PX = 1; // plotly counts from the edge of a mark

const drawnLines = new WeakMap(); // points of a trace → where its lines are on the screen

/** Lines of a trace on the screen, each with the place of its point: outlines of arrows, or runs of a
    line. */
function pathsOf(cd, projection, camera) {
  if (cd[0].geojson !== undefined) {
    return cd.map(({ geojson }, i) => [i, spotsOn(geojson.ring, projection, camera)]);
  }
  const pairs = cd.slice(1).map((point, i) => [i, [cd[i].lonlat, point.lonlat]]);
  return pairs.filter(([, ends]) => ends.every(([lon, lat]) => Number.isFinite(lon + lat)))
    .map(([i, ends]) => [i, ends.map((place) => projection(place))]);
}

/** Lines of a trace as a pointer finds them, worked out once for each place of the camera. */
function linesOf(cd, { projection }) {
  const camera = projectedBy(projection);
  const known = drawnLines.get(cd);
  if (known && known.camera === camera) {
    return known.lines;
  }
  const lines = pathsOf(cd, projection, camera).map(([index, path]) => {
    const [xs, ys] = [0, 1].map((axis) => path.map((spot) => spot[axis]));
    const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    return { index, path, box };
  });
  drawnLines.set(cd, { camera, lines });
  return lines;
}

function distanceToSegment([x, y], [x0, y0], [x1, y1]) {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const share = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1);
  const along = Math.min(1, Math.max(0, share));
  return Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
}

const OUTSIDE_PX = 1000; // inside a shape is nearer than beside any

/** How far a spot is from an open path. */
function toPath(path, spot) {
  let nearest = Infinity;
  for (let i = 1; i < path.length; i += 1) {
    nearest = Math.min(nearest, distanceToSegment(spot, path[i - 1], path[i]));
  }
  return nearest;
}

function isInside(ring, [x, y]) {
  let odd = false;
  for (let i = 1; i < ring.length; i += 1) {
    const [a, b] = [ring[i - 1], ring[i]];
    if (a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) * (b[0] - a[0])) / (b[1] - a[1])) {
      odd = !odd;
    }
  }
  return odd;
}

/** How far a spot is from an arrow: from its edge outside, from its middle where arrows overlap,
    so that none is covered whole by others. */
function toArrow(ring, spot) {
  if (!isInside(ring, spot)) {
    return toPath(ring, spot);
  }
  return toPath([...middlesOf(ring), tipOf(ring)], spot) - OUTSIDE_PX;
}

/** Place of the point whose line is nearest to a spot, the highest among equals; none: -1. */
function nearestLine(cd, subplot, spot, reach) {
  const away = cd[0].geojson === undefined ? toPath : toArrow;
  let [best, least] = [-1, reach];
  for (const { index, path, box: [west, north, east, south] } of linesOf(cd, subplot)) {
    const isFar = spot[0] < west - reach || spot[0] > east + reach
      || spot[1] < north - reach || spot[1] > south + reach;
    const found = isFar ? Infinity : away(path, spot);
    if (found <= least) {
      [best, least] = [index, found];
    }
  }
  return best;
}

let namedSpots = []; // code of a unit and where its name stands in the frame of the map

/** Where the names stand now: what is told and chosen there is their units. */
export function knowNames(names) {
  namedSpots = names;
}

const isWithin = ({ left, right, top, bottom }, [x, y]) =>
  x >= left && x <= right && y >= top && y <= bottom;

/** Place of the point whose unit has its name at a spot; none: -1. */
function namedAt(cd, spot) {
  const named = cd[0].trace.uid === "regions-0" && namedSpots.find(({ box }) => isWithin(box, spot));
  return named ? cd.findIndex(({ loc }) => loc === named.code) : -1;
}

/** Answer of one point as plotly words it, wherever it was pointed at. */
function answer(hoverPoints, point, index, [lon, lat], place) {
  const { cd } = point;
  const one = Object.assign({}, cd[index], { trace: cd[0].trace, t: cd[0].t, ct: place });
  one._polygons = [{ contains: ([x]) => x === place[0] }];
  point.cd = [one];
  const at = one.lonlat || [lon, lat];
  const found = hoverPoints(Object.assign(point, { distance: Infinity }), ...at);
  point.cd = cd;
  return found && found.map((said) => Object.assign(said, { index, distance: 0 }));
}

function pointed(hoverPoints, point, ...place) {
  const { cd, subplot } = point;
  const { trace } = cd[0];
  const reach = trace.meta && trace.meta.reach;
  if (reach === undefined) {
    const named = namedAt(cd, subplot.projection(place));
    if (named >= 0) {
      return answer(hoverPoints, point, named, place, place);
    }
    // Later traces are drawn higher: each answers for itself, and plotly keeps the last.
    const top = Object.assign(point, { distance: ON_MARK_PX });
    return trace.type === "choropleth" ? highest(hoverPoints, top, place) : hoverPoints(top, ...place);
  }
  const index = nearestLine(cd, subplot, subplot.projection(place), reach);
  return index < 0 ? undefined : answer(hoverPoints, point, index, place, place);
}

/** Where shapes overlap plotly answers with the lowest; a reader points at the highest. */
function highest(hoverPoints, point, place) {
  const { cd } = point;
  point.cd = [...cd].reverse();
  point.cd[0] = Object.assign({}, point.cd[0], { trace: cd[0].trace });
  const found = hoverPoints(point, ...place);
  point.cd = cd;
  return found;
}

const taught = new Set();

function teach(plot) {
  for (const { _module: kind } of plot._fullData) {
    if (kind && kind.hoverPoints && !taught.has(kind)) {
      const { hoverPoints } = kind;
      taught.add(kind);
      kind.hoverPoints = (point, ...place) => pointed(hoverPoints, point, place[0], place[1]);
    }
  }
}

/** A press that wanders is a move of the map: its click goes nowhere. */
function watchDrags(plot) {
  let from = null;
  let isDrag = false;
  plot.addEventListener("pointerdown", ({ clientX, clientY }) => {
    [from, isDrag] = [[clientX, clientY], false];
  }, true);
  window.addEventListener("pointermove", ({ clientX, clientY }) => {
    isDrag = isDrag || Boolean(from && Math.hypot(clientX - from[0], clientY - from[1]) > STILL_PX);
  }, true);
  window.addEventListener("pointerup", () => {
    from = null;
  }, true);
  plot.addEventListener("click", (event) => {
    if (isDrag) {
      event.stopImmediatePropagation();
    }
    isDrag = false;
  }, true);
}

/** Once, when the map is first drawn. */
export function watchPointing(plot) {
  teach(plot);
  watchDrags(plot);
}
