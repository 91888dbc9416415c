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
