/* How much ink of corridors, networks and rings lies in a box of the map: sums over a grid of small cells,
   so that many places can be tried for a name. */

import { projectedBy, middlesOf, shaftWidth, spotsOn, tipOf } from "./rings.js";

const CELL_PX = 4;
const NETWORK_PX = 6; // dots and casing, drawn above the names

/** Lines on the figure: where each runs, and how wide. */
function strokesOf(plot) {
  const cd = plot.calcdata.find(([{ trace }]) => trace.uid === "corridors-0");
  const line = plot._fullData.find((one) => one.uid === "networks-1" && one.visible === true);
  const { projection } = plot._fullLayout.geo._subplot;
  const camera = projectedBy(projection);
  const arrows = (cd && cd[0].geojson ? cd : []).map(({ geojson }) => {
    const at = spotsOn(geojson.ring, projection, camera);
    return { path: [...middlesOf(at), tipOf(at)], width: shaftWidth(at) };
  });
  const path = (line ? [...line.lon.keys()] : [])
    .map((i) => (line.lon[i] === null ? [NaN, NaN] : projection([line.lon[i], line.lat[i]])));
  return [...arrows, ...ringsOf(plot, projection), { path, width: NETWORK_PX }];
}

/** Rings of moves inside units: the path between both edges of each, and how wide it is. */
function ringsOf(plot, projection) {
  const cd = plot.calcdata.find(([{ trace }]) => trace.uid === "rings-0");
  return (cd && cd[0].geojson ? cd : []).map(({ geojson }) => {
    const [outside, hole] = geojson.geometry.coordinates.map((ring) => ring.map((at) => projection(at)));
    const path = outside.map(([x, y], i) => {
      const [inX, inY] = hole[hole.length - 1 - i]; // it runs the other way
      return [(x + inX) / 2, (y + inY) / 2];
    });
    const across = hole[hole.length - 1];
    return { path, width: Math.hypot(outside[0][0] - across[0], outside[0][1] - across[1]) };
  });
}

/** Spots of a stroke at most a cell apart, along and across, each with its share of the ink. */
function* spotsAlong({ path, width }) {
  const beside = Math.max(1, Math.ceil(width / CELL_PX));
  for (let i = 1; i < path.length; i += 1) {
    const [[x, y], [toX, toY]] = [path[i - 1], path[i]];
    const long = Math.hypot(toX - x, toY - y);
    const steps = Math.ceil(long / CELL_PX) || 0; // none where a line has a gap
    for (let at = 0.5; at < steps; at += 1) {
      for (let off = 0.5 - beside / 2; off < beside / 2; off += 1) {
        const [along, across] = [at / steps, ((off / beside) * width) / long];
        yield [x + along * (toX - x) - across * (toY - y), y + along * (toY - y) + across * (toX - x),
          (long / steps) * (width / beside)];
      }
    }
  }
}

/** Square pixels of ink in a box of the screen, as a function of the box. */
export function inkOf(plot, { left, top, width, height }) {
  const across = Math.ceil(width / CELL_PX) + 1;
  const down = Math.ceil(height / CELL_PX) + 1;
  const sums = new Float64Array(across * down); // of all cells to the left and above
  for (const stroke of strokesOf(plot)) {
    for (const [x, y, ink] of spotsAlong(stroke)) {
      const [column, row] = [Math.floor(x / CELL_PX) + 1, Math.floor(y / CELL_PX) + 1];
      if (column > 0 && row > 0 && column < across && row < down) {
        sums[row * across + column] += ink;
      }
    }
  }
  for (let row = 1; row < down; row += 1) {
    for (let at = row * across + 1; at < (row + 1) * across; at += 1) {
      sums[at] += sums[at - 1] + sums[at - across] - sums[at - across - 1];
    }
  }
  const within = (value, most) => Math.min(Math.max(value, 0), most - 1);
  return (box) => {
    const west = within(Math.floor((box.left - left) / CELL_PX), across);
    const east = within(Math.ceil((box.right - left) / CELL_PX), across);
    const north = within(Math.floor((box.top - top) / CELL_PX), down) * across;
    const south = within(Math.ceil((box.bottom - top) / CELL_PX), down) * across;
    return sums[south + east] - sums[north + east] - sums[south + west] + sums[north + west];
  };
}
