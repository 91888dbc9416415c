/* Figures: what differs from the base is changed in a copy, since plotly compares by identity, and
   every figure of the page goes one way from there to the screen. */

import { fit, homeScaleOf, rememberCamera } from "./frame.js";
import { hatch } from "./charts/hatching.js";
import { keepWords } from "./charts/hovering.js";
import { standing } from "./embed/alone.js";
import { scaleKey, tidyPainted, watchMap } from "./map.js";
import { withWidths } from "./map/widths.js";
import { pick } from "./picks.js";
import { present } from "./present.js";

const RESIZE_MS = 120;
const figures = new Map(); // element → figure as the page has it
const sizes = new WeakMap(); // element → its size when it was drawn
const unseen = new Set(); // elements that were hidden when their figure came

function isEqual(a, b) {
  if (a === b) {
    return true;
  }
  if (!a || !b || typeof a !== "object" || typeof b !== "object") {
    return false;
  }
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isEqual(a[key], b[key]));
}

function assigned(part, [key, ...rest], value) {
  const before = part === undefined || part === null ? undefined : part[key];
  const after = rest.length ? assigned(before, rest, value) : value;
  if (isEqual(before, after)) {
    return part;
  }
  const copy = Array.isArray(part) ? part.slice() : Object.assign({}, part);
  copy[key] = after;
  return copy;
}

function assignedAll(part, changes) {
  return Object.entries(changes).reduce(
    (now, [path, value]) => assigned(now, path.split("."), value), part);
}

/** Figure with changes by dotted path: one dict for each trace, in order, and one for the layout. */
function changed(figure, { data, layout }) {
  const traces = figure.data.map((trace, slot) => assignedAll(trace, data[slot] || {}));
  return {
    ...figure,
    data: traces.every((trace, slot) => trace === figure.data[slot]) ? figure.data : traces,
    layout: assignedAll(figure.layout, layout),
  };
}

const sizeOf = ({ clientWidth, clientHeight }) => `${clientWidth} ${clientHeight}`;
const isSeen = (plot) => Boolean(plot.clientWidth && plot.clientHeight);

/** Figure as its frame needs it: a map fills it, with strokes that can be seen. */
function fitted(plot, figure) {
  return figure.layout.geo ? withWidths(plot, fit(plot, figure), homeScaleOf(plot)) : figure;
}

/* The one way to the screen. A figure that is hidden waits until it is seen. */

function paint(plot) {
  if (!isSeen(plot)) {
    unseen.add(plot);
    return;
  }
  const isNew = !sizes.has(plot);
  unseen.delete(plot);
  plot.classList.add("js-plotly-plot"); // plotly's own: in the hall a figure has its size by it
  const { data, layout, config } = standing(present(fitted(plot, figures.get(plot))));
  const { clientWidth: width, clientHeight: height } = plot;
  const room = layout.geo ? { width, height } : {}; // of a map: a fit is for one size
  window.Plotly.react(plot, data, { ...layout, ...room }, config).catch(() => lost(plot));
  if (isNew || layout.geo) {
    sizes.set(plot, sizeOf(plot));
  }
  if (isNew) {
    keepWords(plot);
    plot.on("plotly_afterplot", () => painted(plot));
    plot.on("plotly_click", (clicked) => pick(plot.id, clicked));
    plot.on("plotly_relayout", () => plot.layout.geo && rememberCamera(plot));
    if (plot.id === "map") {
      watchMap(plot);
    }
  }
  resize(plot); // plotly draws it again as large as it was, whatever its element is now
}

/** Shapes did not come: the next answer draws the figure again, which asks for them again. */
function lost(plot) {
  unseen.add(plot);
  document.dispatchEvent(new CustomEvent("figure-lost"));
}

/** On paper a figure is as wide as its place: its drawing scales with it (assets/print.css). */
function scalable(plot) {
  for (const drawing of plot.querySelectorAll(".main-svg")) {
    const sides = ["width", "height"].map((side) => drawing.getAttribute(side));
    drawing.setAttribute("viewBox", `0 0 ${sides.join(" ")}`);
    plot.style.setProperty("--drawn", sides.join(" / "));
  }
}

function painted(plot) {
  hatch(plot);
  scalable(plot);
  if (plot.id === "map") {
    tidyPainted();
  } else {
    scaleKey(plot);
  }
}

/** Keep a figure that is drawn when its first change comes. */
export function hold(id, figure) {
  figures.set(document.getElementById(id), figure);
}

/** Keep a figure of other data in a place where nothing of those before stays. */
export function holdAnew(id, figure) {
  const before = document.getElementById(id);
  const fresh = before.cloneNode(false);
  fresh.classList.remove("js-plotly-plot");
  fresh.removeAttribute("style");
  before.replaceWith(fresh);
  forgetGone();
  hold(id, figure);
}

/** Draw a figure in its element. */
export function draw(id, figure) {
  const plot = document.getElementById(id);
  figures.set(plot, figure);
  resized.observe(plot);
  paint(plot);
}

/** Change a figure, and say that it is painted even if nothing differs. */
export function redraw(id, change) {
  const plot = document.getElementById(id);
  const before = figures.get(plot);
  const after = changed(before, change);
  const isDrawn = sizes.has(plot) && !unseen.has(plot);
  if (isDrawn && after.data === before.data && after.layout === before.layout) {
    painted(plot);
  } else {
    draw(id, after);
  }
}

/** Let go of the figures whose elements have left the page. */
export function forgetGone() {
  for (const plot of [...figures.keys()].filter((one) => !one.isConnected)) {
    figures.delete(plot);
    unseen.delete(plot);
    resized.unobserve(plot);
    window.Plotly.purge(plot);
  }
}

/* A frame that changes its shape, with the window or with the lines below it, is filled again. */

function resize(plot) {
  if (!isSeen(plot) || (sizes.get(plot) === sizeOf(plot) && !unseen.has(plot))) {
    return;
  }
  if (unseen.has(plot) || figures.get(plot).layout.geo) {
    paint(plot);
  } else {
    sizes.set(plot, sizeOf(plot));
    window.Plotly.relayout(plot, { autosize: true });
  }
}

const resizeAll = () => [...figures.keys()].forEach(resize);

let waiting = 0;
const resized = new ResizeObserver(() => {
  [...unseen].forEach(resize);
  window.clearTimeout(waiting);
  waiting = window.setTimeout(resizeAll, RESIZE_MS);
});

document.addEventListener("presented", () => [...figures.keys()].forEach(paint));
