/* Room for names: boxes of the screen that are taken, and units by where they lie. Both are found by
   squares, so that thousands of them cost a name no more than those that are near it. */

const SQUARE_PX = 64;
const ROWS = 65536; // more squares than a screen is high
const UNITS_A_SQUARE = 2; // about so many, were all units alike

const overlaps = (a, b, room = 1) =>
  a.left < b.right + room && a.right + room > b.left && a.top < b.bottom && a.bottom > b.top;

const squareAt = (value, size) => Math.floor(value / size);

/** Keys of the squares that a box touches. */
function* squaresOf([west, north, east, south], size) {
  for (let x = squareAt(west, size); x <= squareAt(east, size); x += 1) {
    for (let y = squareAt(north, size); y <= squareAt(south, size); y += 1) {
      yield x * ROWS + y;
    }
  }
}

const edgesInTurn = ({ left, top, right, bottom }) => [left, top, right, bottom];

/** Boxes that are taken: `hold` adds one, `isHeld` tells whether a box meets one; `copied` takes more
    boxes without giving them back. */
export function takenBoxes(boxes = [], under = null) {
  const squares = new Map();
  const hold = (box) => {
    for (const key of squaresOf(edgesInTurn(box), SQUARE_PX)) {
      const there = squares.get(key);
      if (there) {
        there.push(box);
      } else {
        squares.set(key, [box]);
      }
    }
  };
  const meets = (box, room) => {
    const [east, south] = [squareAt(box.right + room, SQUARE_PX), squareAt(box.bottom, SQUARE_PX)];
    for (let x = squareAt(box.left - room, SQUARE_PX); x <= east; x += 1) {
      for (let y = squareAt(box.top, SQUARE_PX); y <= south; y += 1) {
        if (squares.get(x * ROWS + y)?.some((other) => overlaps(box, other, room))) {
          return true;
        }
      }
    }
    return false;
  };
  boxes.forEach(hold);
  const isHeld = (box, room = 1) => meets(box, room) || Boolean(under?.isHeld(box, room));
  const taken = { hold, isHeld };
  return Object.assign(taken, { copied: () => takenBoxes([], taken) });
}

/** Whether a place lies in a unit, as plotly knows its shape. */
export function inUnit({ _polygons: polygons }, place) {
  if (!place || !polygons) {
    return false;
  }
  let count = 0;
  for (const polygon of polygons) {
    count += polygon.contains(place) ? 1 : 0;
  }
  return count % 2 === 1;
}

/** Units that may hold a place: a function of the place. */
export function unitsAbout(units) {
  const boxes = units.flatMap((unit) => (unit._polygons || []).map(({ xmin, ymin, xmax, ymax }) =>
    ({ unit, sides: [xmin, ymin, xmax, ymax] })));
  const edge = (at, most) => boxes.reduce((found, { sides }) => most(found, sides[at]), boxes[0]?.sides[at]);
  const spread = Math.max(edge(2, Math.max) - edge(0, Math.min), edge(3, Math.max) - edge(1, Math.min));
  const size = spread / Math.sqrt(boxes.length / UNITS_A_SQUARE) || 1;
  const squares = new Map();
  for (const { unit, sides } of boxes) {
    for (const key of squaresOf(sides, size)) {
      squares.set(key, (squares.get(key) || new Set()).add(unit));
    }
  }
  return (place) => (place && squares.get(squareAt(place[0], size) * ROWS + squareAt(place[1], size))) || [];
}
