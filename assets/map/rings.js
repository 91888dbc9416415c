/* The ring of an arrow, as geo/shapes/arrows.py draws it: its left side, the head with the tip in its
   middle, its right side on the way back, and the first place once more. */

/** How many places each side of the shaft has. */
export const sidesOf = (ring) => (ring.length - 4) / 2;

/** The place across the shaft from one of its left side, or the other way round. */
export const acrossFrom = (ring, at) => ring[2 * sidesOf(ring) + 2 - at];

export const tipOf = (ring) => ring[sidesOf(ring) + 1];

/** Places in the middle of the shaft, from its foot to its neck. */
export const middlesOf = (ring) => ring.slice(0, sidesOf(ring)).map((left, i) => {
  const right = acrossFrom(ring, i);
  return [(left[0] + right[0]) / 2, (left[1] + right[1]) / 2];
});

/** How wide the shaft is at its foot. */
export function shaftWidth(ring) {
  const [left, right] = [ring[0], acrossFrom(ring, 0)];
  return Math.hypot(left[0] - right[0], left[1] - right[1]);
}

/* A ring on the globe as it travels and is widened: longitude and latitude by turns, in one array. */

const PER_DEGREE = 10000; // steps of the wire, as geo/shapes/arrows.py counts

/** Rings in degrees from whole numbers: of each ring the first corner, then steps (geo/shapes/arrows.py). */
export function unpacked({ corners, at }) {
  const rings = [];
  for (let from = 0; from < at.length; from += 2 * corners) {
    const ring = new Float64Array(2 * corners);
    let [x, y] = [0, 0];
    for (let i = 0; i < ring.length; i += 2) {
      x += at[from + i];
      y += at[from + i + 1];
      ring[i] = x / PER_DEGREE;
      ring[i + 1] = y / PER_DEGREE;
    }
    rings.push(ring);
  }
  return rings;
}

/** A ring whose shaft is so many times as wide; its head grows by as much as its shaft. */
export function widened(ring, times) {
  const corners = ring.length / 2;
  const sides = (corners - 4) / 2;
  const wide = Float64Array.from(ring);
  for (const axis of [0, 1]) {
    const grown = ((ring[2 * (sides - 1) + axis] - ring[2 * (sides + 3) + axis]) / 2) * (times - 1);
    for (let i = 0; i < sides; i += 1) {
      const [left, right] = [2 * i + axis, 2 * (2 * sides + 2 - i) + axis];
      const middle = (ring[left] + ring[right]) / 2;
      wide[left] = middle + (ring[left] - middle) * times;
      wide[right] = middle + (ring[right] - middle) * times;
    }
    wide[2 * sides + axis] += grown; // the left end of the head; its tip stays
    wide[2 * (sides + 2) + axis] -= grown;
    wide[2 * (corners - 1) + axis] = wide[axis];
  }
  return wide;
}

/** A ring as plotly and its like know shapes: the pairs are made when somebody asks for them. */
export const featureOf = (id, ring) => ({
  type: "Feature",
  id,
  properties: {},
  ring,
  get geometry() {
    const pairs = [];
    for (let i = 0; i < ring.length; i += 2) {
      pairs.push([ring[i], ring[i + 1]]);
    }
    return { type: "Polygon", coordinates: [pairs] };
  },
});

const PROJECTED_BY = ["scale", "translate", "rotate", "center", "clipExtent"];

/** What of a projection moves or cuts a shape on the screen. */
export const projectedBy = (projection) =>
  JSON.stringify(PROJECTED_BY.map((name) => projection[name] && projection[name]()));

const spotsOfRings = new WeakMap(); // ring → where its corners are on the screen, and from which camera

/** Corners of a ring on the screen, worked out once for each place of the camera. */
export function spotsOn(ring, projection, camera) {
  const known = spotsOfRings.get(ring);
  if (known && known.camera === camera) {
    return known.spots;
  }
  const spots = [];
  for (let i = 0; i < ring.length; i += 2) {
    spots.push(projection([ring[i], ring[i + 1]]));
  }
  spotsOfRings.set(ring, { camera, spots });
  return spots;
}
