/* The key is docked where no region with figures lies: the first of its forms that fits at home is
   taken, else it folds to its brief form. The free corner is worked out from the outlines. */

import { fill } from "../words.js";
import { lendHeight, screenOf } from "./screen.js";

const COLUMN_PX = 600;
// From which width of the map, and below which.
const FORMS = { wide: [800, Infinity], column: [COLUMN_PX, Infinity], across: [0, COLUMN_PX] };
const CLEAR_PX = 6;
const ABOVE = ".headline, #note, .map-buttons";

const box = () => document.getElementById("legend-box");

let judged = ""; // what the form was last chosen for
let isByHand = false; // a reader opened or folded it
let isLeftOpen = true; // as it was left last
const spotsOf = new WeakMap(); // map → its size, and the outlines at home in that size

// What is drawn may still be waited for when its element has another size.
const drawnSize = ({ _fullLayout: { width, height } }) => `${width} ${height}`;

/** Spots of the outlines of the regions with figures, on the screen at home. */
function outlines(plot) {
  const size = drawnSize(plot);
  const known = spotsOf.get(plot);
  if (!known || known.size !== size) {
    spotsOf.set(plot, { size, spots: projected(plot) });
  }
  return spotsOf.get(plot).spots;
}

function projected(plot) {
  const units = plot.calcdata.find(([{ trace }]) => trace.uid === "regions-0");
  const { customdata, meta } = plot.data.find((trace) => trace.uid === "labels-0"); // seen or not
  const plain = new Set(meta.plain.map((at) => customdata[at]));
  const { projection } = plot._fullLayout.geo._subplot;
  const spots = [];
  for (const { loc, geojson } of units) {
    const rings = plain.has(loc) || !geojson ? [] : geojson.geometry.coordinates;
    for (const [lon, lat] of rings.flat(geojson && geojson.geometry.type === "Polygon" ? 1 : 2)) {
      spots.push(projection([lon, lat]));
    }
  }
  return spots;
}

/** Whether a part on the map lies on none of the spots. */
function isFree(plot, spots, part) {
  const frame = plot.getBoundingClientRect();
  const { left, right, top, bottom } = part.getBoundingClientRect();
  if (top >= frame.bottom) {
    return true; // below the map
  }
  const [west, east] = [left - frame.left - CLEAR_PX, right - frame.left + CLEAR_PX];
  const [north, south] = [top - frame.top - CLEAR_PX, bottom - frame.top + CLEAR_PX];
  return west > 0 - 2 * CLEAR_PX && north > 0
    && !spots.some(([x, y]) => x > west && x < east && y > north && y < south);
}

/** Whether the key stands below all that the column of the hall says. */
function isBelowWords() {
  const said = [...document.querySelector(".headline").children].map((one) => one.getBoundingClientRect());
  return box().getBoundingClientRect().top >= Math.max(...said.map(({ bottom }) => bottom));
}

/** Say in the folded key what the brief form says, before samples are drawn to scale. */
export function fillFolded() {
  const brief = box().querySelector(".key-brief");
  if (brief) {
    fill(box().querySelector("#key-folded"), brief.innerHTML);
  }
}

/** Dock the key of a map that is seen. At home its form is judged by what lies under it; elsewhere a
    form stays while the map is wide enough for it, since free corners come and go with each move. */
export function dockKey(plot, isHome) {
  const key = box();
  const brief = key.querySelector(".key-brief");
  const width = plot.clientWidth;
  if (!width || !brief) {
    return;
  }
  const isBeside = screenOf(plot) === "room"; // over no map
  const forms = Object.keys(FORMS).filter((form) => width >= FORMS[form][0] && width < FORMS[form][1]);
  const tried = isBeside ? ["column"] : forms;
  const asked = [drawnSize(plot), key.querySelector("#legend").textContent,
    isBeside && document.querySelector(".headline").textContent].join();
  if (isHome ? asked === judged : tried.includes(key.dataset.form)) {
    tellHeight(key); // its words may be others
    return;
  }
  judged = isHome ? asked : "";
  const wasOpen = key.open;
  key.open = true;
  const found = tried.find((form) => {
    key.dataset.form = form;
    if (isBeside) {
      return isBelowWords();
    }
    if (!isHome) {
      return width >= COLUMN_PX;
    }
    tellHeight(key); // the source line of a phone stands above it
    return [key, document.getElementById("note")].every((one) => isFree(plot, outlines(plot), one));
  });
  isLeftOpen = isByHand ? wasOpen : Boolean(found);
  key.open = isLeftOpen;
  tellHeight(key);
}

/** What stands above the key on a phone makes room for it. */
function tellHeight(key) {
  lendHeight(ABOVE, "--key-height", key.getBoundingClientRect().height);
}

/** The reader's own hand on the key counts more than the room. */
export function watchKey(changed) {
  box().querySelector("summary").addEventListener("click", () => {
    isByHand = true;
  });
  box().addEventListener("toggle", () => {
    if (box().open !== isLeftOpen) {
      isLeftOpen = box().open;
      changed();
    }
  });
}
