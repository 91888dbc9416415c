/* Widths in pixels: what the map says in metres is given its thinnest visible stroke, and the inks
   that depend on it, before it is drawn. The number that the thinnest stroke stands for is one of
   the round values that come with the corridors, so that the key can name it. */

import { token } from "./colours.js";
import { featureOf, unpacked, widened } from "./rings.js";
import { screenOf } from "./screen.js";

const THINNEST_PX = { page: 1.25, phone: 1.1, room: 1.8 };
const HOLLOW_FROM_PX = 3.2; // a thinner one, hollow, would be two edges and no middle
// Strokes lie below their fill (.cased of map.css): half of each is seen, outside the width.
const CASING = { token: "paper", width: 1.5 };
const CHOSEN = { token: "paper", width: 5 };
const HOLLOW = { token: "hollow-edge", width: 1.4 };
const [THIN, CHOSEN_INK, HOLLOW_INK, FADED_INK] = [7, 14, 15, 16]; // as layers/map/palette.py counts

const floors = new WeakMap(); // element → the thinnest stroke of its map

/** Thinnest stroke of a map: its metres and words. The round value nearest to what is visible. */
function floorOf(plot, pixels, choices) {
  const wanted = THINNEST_PX[screenOf(plot)] / pixels;
  const off = ([metres]) => Math.abs(metres - wanted);
  return choices.reduce((best, one) => (off(one) < off(best) ? one : best));
}

function shapes({ locations, meta }, floor) {
  const features = unpacked(meta.rings).map((ring, i) => {
    const width = Math.max(meta.metres[i], meta.least);
    const times = Math.max(meta.metres[i], floor) / width;
    return featureOf(locations[i], times === 1 ? ring : widened(ring, times));
  });
  return { type: "FeatureCollection", features };
}

/** Ink of a corridor and its edge: chosen, empty where nobody moved, hollow or faded beside a chosen
    one, thin, or its own. */
function drawnAs({ locations, meta: { metres, chosen, zero }, z }, i, floor, pixels) {
  if (chosen.includes(i)) {
    return [CHOSEN_INK, CHOSEN];
  }
  if (zero.includes(locations[i])) {
    return [HOLLOW_INK, HOLLOW];
  }
  if (chosen.length) {
    const isWide = metres[i] * pixels >= HOLLOW_FROM_PX;
    return isWide ? [HOLLOW_INK, HOLLOW] : [FADED_INK, CASING];
  }
  return [metres[i] <= floor ? z[i] + THIN : z[i], CASING];
}

function sized(trace, floor, pixels) {
  const drawn = trace.locations.map((_, i) => drawnAs(trace, i, floor, pixels));
  const names = new Set(drawn.map(([, edge]) => edge.token));
  const inks = Object.fromEntries([...names].map((name) => [name, token(name)]));
  const line = {
    color: drawn.map(([, edge]) => inks[edge.token]),
    width: drawn.map(([, edge]) => edge.width),
  };
  return {
    ...trace,
    geojson: shapes(trace, floor),
    z: drawn.map(([ink]) => ink),
    marker: { ...trace.marker, line },
  };
}

const sizedBefore = new WeakMap(); // trace as it came → as it was drawn last

/** Figure whose corridors have the widths that can be seen; ``perKm`` is the home scale. */
export function withWidths(plot, figure, perKm) {
  const pixels = perKm / 1000;
  const data = figure.data.map((trace) => {
    if (!trace.meta || !trace.meta.metres) {
      return trace;
    }
    const floor = floorOf(plot, pixels, trace.meta.floors);
    floors.set(plot, { metres: floor[0], words: floor[1] });
    const asked = `${floor[0]} ${pixels}`;
    const last = sizedBefore.get(trace);
    if (!last || last.asked !== asked) {
      sizedBefore.set(trace, { asked, drawn: sized(trace, floor[0], pixels) });
    }
    return sizedBefore.get(trace).drawn;
  });
  return { ...figure, data };
}

/** The thinnest stroke of a map that is drawn, none before. */
export const floorFor = (plot) => floors.get(plot);
