/* Room mode: the page for a hall. Full screen where the browser allows it, large type, controls
   away until the pointer moves or a key is pressed that no presenter's remote sends. */

import { chartScale, hallScale, isInRoom, lendHeight, lettersAreLarge } from "./map/screen.js";
import { lettersAct, showDrawer } from "./page.js";

const AWAKE_MS = 3000;
const ENTERED_MS = 8000;
const STEPS = { PageDown: 1, PageUp: -1 };
const BLANKS = [".", "b"];
const START = "F5"; // a remote starts a show with it: the browser would load the page anew
const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
const QUIET = [...Object.keys(STEPS), ...BLANKS, ...ARROWS, START, " ", "Shift"];
const FIELDS = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";
const ABOVE_NOTE = "header, .map-buttons, #legend-box"; // of the hall
const root = document.documentElement;

const button = () => document.getElementById("present");
const inField = (target) => Boolean(target && target.closest && target.closest(FIELDS));

/* Charts: plotly gets a copy with larger type; the figure itself stays as the page has it.
   The name of a note is its short form. */

const scaled = (font, usual) => Object.assign({}, font, { size: ((font && font.size) || usual) * chartScale() });
const enlarged = (text) => (typeof text === "string"
  ? text.replace(/font-size:\s*([\d.]+)px/g, (_, size) => `font-size:${size * chartScale()}px`)
  : text);

function withFonts(part, names) {
  const copy = Object.assign({}, part);
  for (const name of names.filter((one) => copy[one])) {
    copy[name] = scaled(copy[name], 12);
  }
  if (copy.hoverlabel) {
    copy.hoverlabel = Object.assign({}, copy.hoverlabel, { font: scaled(copy.hoverlabel.font, 13) });
  }
  if (Array.isArray(copy.text) && (copy.mode || "").includes("text")) {
    copy.text = copy.text.map(enlarged);
  }
  return copy;
}

function largeLayout(layout) {
  const copy = withFonts(layout, []);
  copy.font = Object.assign(scaled(layout.font, 12), { color: "#000000" });
  for (const name of Object.keys(copy).filter((key) => /^[xy]axis\d*$/.test(key))) {
    copy[name] = withFonts(copy[name], ["tickfont"]);
    if (copy[name].title && copy[name].title.font) {
      copy[name].title = withFonts(copy[name].title, ["font"]);
    }
  }
  copy.annotations = (layout.annotations || []).map((note) =>
    Object.assign(withFonts(note, ["font"]), note.name ? { text: note.name } : {}));
  copy.shapes = (layout.shapes || []).map((shape) => (shape.label
    ? Object.assign({}, shape, { label: withFonts(shape.label, ["font"]) })
    : shape));
  if (layout.margin) {
    copy.margin = Object.fromEntries(
      Object.entries(layout.margin).map(([side, size]) => [side, size * chartScale()]));
  }
  return copy;
}

/* The strip of time has two lanes in the hall: the periods above, the moves below. Heights are
   shares of the plot; its layout says in `meta` where the lanes are on the page (layers/policy/lanes.py). */

const MOVES_END = 0.55; // in the hall: upper end of the moves, whose bars stand on the axis
const PERIODS_FOOT = 0.6; // in the hall: lower end of the periods
const HIDDEN = ["y2", "y4"];

/** Height in the hall of a height on the page. */
function moved(y, { base, moves, periods }) {
  if (y <= moves) {
    return y <= base ? Math.min(y, 0) : (y - base) * (MOVES_END / (moves - base));
  }
  return y < periods ? MOVES_END : 1 - (1 - y) * ((1 - PERIODS_FOOT) / (1 - periods));
}

const movedPath = (path, lanes) =>
  path.replace(/([\d.]+),([\d.]+)/g, (_, x, y) => `${x},${moved(Number(y), lanes)}`);

function movedShape(shape, lanes) {
  if (shape.yref !== "paper") {
    return shape;
  }
  return shape.path
    ? { ...shape, path: movedPath(shape.path, lanes) }
    : { ...shape, y0: moved(shape.y0, lanes), y1: moved(shape.y1, lanes) };
}

function ofTwoLanes(figure) {
  const { layout } = figure;
  const { lanes } = layout.meta || {};
  if (!lanes) {
    return figure;
  }
  const isShown = ({ yref, name }) => !HIDDEN.includes(yref) && name !== "span";
  return {
    ...figure,
    data: figure.data.map((trace) =>
      (HIDDEN.includes(trace.yaxis) ? { ...trace, visible: false } : trace)),
    layout: {
      ...layout,
      yaxis: { ...layout.yaxis, domain: [0, MOVES_END] },
      yaxis3: { ...layout.yaxis3, domain: [PERIODS_FOOT, 1] },
      shapes: layout.shapes.filter(isShown).map((shape) => movedShape(shape, lanes)),
      annotations: layout.annotations.filter(isShown).map((note) =>
        (note.yref === "paper" ? { ...note, y: moved(note.y, lanes) } : note)),
    },
  };
}

function large(page) {
  const figure = ofTwoLanes(page);
  return Object.assign({}, figure, {
    data: (figure.data || []).map((trace) => withFonts(trace, ["textfont"])),
    layout: largeLayout(figure.layout || {}),
  });
}

/** Figure as the room needs it; the page's own figure where nothing is presented. */
export const present = (figure) => (isInRoom() ? large(figure) : figure);

/** Every figure is drawn again, and looks at its size. */
function redrawAll() {
  document.dispatchEvent(new CustomEvent("presented"));
  window.dispatchEvent(new Event("resize"));
}

/* Controls sleep and wake. */

let timer = 0;
let saying = 0;

function sleep() {
  const active = document.activeElement;
  if (isInRoom() && (inField(active) || document.querySelector("details.dropdown[open]"))) {
    wake();
    return;
  }
  root.dataset.controls = "asleep";
}

/** The keys of the hall are said for a moment after it has opened, until the first of them. A hand
    that still moves from the button puts nothing away. */
function sayKeys(areSaid) {
  window.clearTimeout(saying);
  root.toggleAttribute("data-entered", areSaid);
  saying = areSaid ? window.setTimeout(sayKeys, ENTERED_MS, false) : 0;
}

function wake() {
  if (!isInRoom()) {
    return;
  }
  root.dataset.controls = "awake";
  window.clearTimeout(timer);
  timer = window.setTimeout(sleep, AWAKE_MS);
}

/** Sizes that the style sheet can not work out: the scale of the hall, and the row of the source. */
function measure() {
  if (isInRoom()) {
    root.style.setProperty("--room", hallScale());
    root.dataset.letters = lettersAreLarge() ? "large" : "usual";
    const note = document.getElementById("note");
    lendHeight(ABOVE_NOTE, "--note-height", note.getBoundingClientRect().height);
  }
}

for (const [target, name] of [[window, "resize"], [document, "said-shown"]]) {
  target.addEventListener(name, measure);
}

/* Full screen follows the room. The browser takes its time for each change, so that they are made
   one after the other, and only the end of one that was reached ends the room. */

let turn = Promise.resolve();
let isFull = false;

async function fillScreen() {
  const wasFull = Boolean(document.fullscreenElement);
  isFull = false;
  if (isInRoom()) {
    const isAllowed = !navigator.userActivation || navigator.userActivation.isActive;
    await (wasFull || (isAllowed && root.requestFullscreen())); // a key allows one request
    isFull = wasFull || isAllowed;
  } else if (wasFull) {
    await document.exitFullscreen();
  }
}

/** Fill the screen with the hall, or leave it. */
export function fillHall() {
  if (root.requestFullscreen) {
    turn = turn.then(fillScreen).catch(() => undefined); // where the browser forbids it, the room stays
  }
}

/** Show the page in the hall. */
export function enterHall() {
  showDrawer(""); // its button goes, and it would lie over the picture
  root.dataset.room = "on";
  measure();
  button().setAttribute("aria-pressed", "true");
  if (document.activeElement) {
    document.activeElement.blur();
  }
  sleep();
  sayKeys(true);
  fillHall();
  redrawAll();
}

function leave() {
  if (!isInRoom()) {
    return;
  }
  window.clearTimeout(timer);
  sayKeys(false);
  delete root.dataset.room;
  delete root.dataset.controls;
  delete root.dataset.blank;
  delete root.dataset.letters;
  showDrawer("");
  button().setAttribute("aria-pressed", "false");
  fillHall();
  redrawAll();
  button().focus();
}

let heardFirst = () => false;

/** Who hears the keys of the hall first: whether one was meant for it. */
export function hearHallKeys(hears) {
  heardFirst = hears;
}

function stepBy(by) {
  document.querySelector(`[data-step="${by}"]`).click();
}

/** A black picture, or the picture again. */
function blank(isBlank) {
  if (isBlank) {
    root.dataset.blank = "";
  } else {
    delete root.dataset.blank;
  }
}

document.addEventListener("click", (event) => {
  if (event.target.closest("#present")) {
    (isInRoom() ? leave : enterHall)();
  }
});

document.addEventListener("fullscreenchange", () => {
  if (isFull && !document.fullscreenElement) {
    leave();
  }
});

for (const name of ["pointermove", "pointerdown"]) {
  document.addEventListener(name, (event) => {
    if (event.movementX || event.movementY || name === "pointerdown") {
      wake();
    }
    if (name === "pointerdown") {
      blank(false);
    }
  });
}

/** What a key of the hall does; the clock hears space and arrows itself, here as on the page. */
function press(event) {
  const key = event.key.toLowerCase();
  const closes = event.key === "Escape" && !document.querySelector("details.dropdown[open]");
  if (BLANKS.includes(key)) {
    blank(lettersAct() && !("blank" in root.dataset));
    return;
  }
  blank(false);
  if (closes || (key === "p" && lettersAct())) {
    leave();
  } else if (heardFirst(event)) {
    event.preventDefault();
  } else if (event.key in STEPS) {
    event.preventDefault();
    stepBy(STEPS[event.key]);
  } else if (event.key === START) {
    event.preventDefault();
  } else if (!QUIET.includes(event.key)) {
    wake();
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) {
    return;
  }
  if (isInRoom()) {
    sayKeys(false);
    press(event);
  } else if (event.key.toLowerCase() === "p" && lettersAct()) {
    enterHall();
  }
}, true);
