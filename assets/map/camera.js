/* The camera in the address: written once a reader has moved the map and let go of it, followed when
   the address names another one. A map that is not seen follows when it is. */

import { choose, spec, valueOf } from "../address.js";
import { cameraOf, takeCamera, view } from "../frame.js";

const WAIT_MS = 300; // a wheel turns in many steps
const PARTS = ["lon", "lat", "zoom", "turn"];
const LEAST_PARTS = 3;
const DECIMALS = 3;

let unwritten = 0;

function spelledCamera(plot) {
  const camera = cameraOf(plot);
  const numbers = PARTS.map((name) => camera && String(Number(camera[name].toFixed(DECIMALS))));
  return camera ? numbers.slice(0, numbers[LEAST_PARTS] === "0" ? LEAST_PARTS : PARTS.length).join() : "";
}

/** Camera of a text, or none where it cannot be: the answer says why. */
function cameraFrom(text) {
  const numbers = text.split(",").map(Number);
  const [lon, lat, zoom, turn = 0] = numbers;
  const [least, most] = spec().zooms;
  const isWhole = numbers.length >= LEAST_PARTS && numbers.every(Number.isFinite);
  return isWhole && zoom >= least && zoom <= most ? { lon, lat, zoom, turn } : null;
}

function writeCamera(plot) {
  window.clearTimeout(unwritten);
  unwritten = 0;
  choose("camera", spelledCamera(plot), true);
}

/** After a move of the map by hand, button or key. */
export function cameraMoved(plot) {
  window.clearTimeout(unwritten);
  unwritten = window.setTimeout(writeCamera, WAIT_MS, plot);
}

/** Move the map by paths below its subplot. */
export function move(plot, changes) {
  const wanted = Object.entries(changes).map(([path, value]) => ["geo." + path, value]);
  return window.Plotly.relayout(plot, Object.fromEntries(wanted));
}

/** Show what the address names; what a reader has just moved is named first. */
export function followCamera(plot) {
  if (unwritten) {
    writeCamera(plot);
    return;
  }
  const text = valueOf("camera");
  if (!plot.offsetParent || text === spelledCamera(plot)) {
    return;
  }
  takeCamera(plot, text ? cameraFrom(text) : null);
  if (plot.layout && plot.layout.geo) {
    move(plot, view(plot));
  }
}
