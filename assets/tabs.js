/* A tab beside the map: its markup, its figures, what its view changes in its controls, and a
   script that it may need first. */

import { draw, forgetGone } from "./charts.js";
import { equip } from "./controls.js";
import { fillGrid } from "./tables/grid.js";
import { fill } from "./words.js";

const SEEN_PX = 80; // of the beginning of a part

const loading = {};

function loaded(name) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = document.querySelector(`script[data-deferred="${name}"]`).dataset.src;
    script.onload = () => resolve();
    script.onerror = () => {
      delete loading[name]; // the next question asks for it again
      script.remove();
      reject(new Error(`${name} could not be loaded`));
    };
    document.head.append(script);
  });
}

/** Load a deferred script of the page, once; rejected when it does not come. */
export function need(name) {
  if (!name || window[name]) {
    return Promise.resolve();
  }
  const older = loading[name];
  if (older) {
    return older.catch(() => need(name)); // begun for a question before this one
  }
  loading[name] = loaded(name);
  return loading[name];
}

/** What the row with the focus has opened comes into sight from its beginning. */
function bringOpened(tab) {
  const row = document.activeElement && document.activeElement.closest("[data-opens]");
  const opened = row && tab.contains(row) && tab.querySelector("[data-opened]");
  if (!opened) {
    return;
  }
  opened.scrollTop = 0;
  const { top } = opened.getBoundingClientRect();
  const isBelow = top > window.innerHeight - SEEN_PX;
  if (isBelow || top < tab.parentElement.getBoundingClientRect().top) {
    opened.scrollIntoView({ block: isBelow ? "start" : "nearest" });
  }
}

/** The place of a tab that the page has not, while other data are shown in it. */
function lentTab(key) {
  const [panel, controls, body] = ["div", "div", "div"].map((tag) => document.createElement(tag));
  Object.assign(panel, { className: `panel panel-${key}` });
  Object.assign(body, { id: `tab-${key}`, className: "panel-body" });
  panel.dataset.lent = "";
  controls.className = "panel-controls"; // empty: its place stays
  panel.append(controls, body);
  document.querySelector(".panel").parentElement.append(panel);
  return body;
}

/** Take the places away again. */
export function dropLent() {
  document.querySelectorAll("[data-lent]").forEach((one) => one.remove());
}

/** Show what an answer says of its tab. */
export function fillTab({ key, html, figures, controls, grid }) {
  const tab = document.getElementById(`tab-${key}`) || lentTab(key);
  fill(tab, html);
  forgetGone();
  Object.entries(figures).forEach(([id, figure]) => draw(id, figure));
  if (!tab.closest("[data-lent]")) {
    equip(controls); // a lent tab has none
  }
  if (grid) {
    fillGrid(grid);
  }
  bringOpened(tab);
}
