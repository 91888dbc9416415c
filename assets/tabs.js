/* A tab beside the map: its markup, its figures, what its view changes in its controls, and a
   script that it may need first. */

import { draw, forgetGone } from "./charts.js";
import { equip } from "./controls.js";
import { fillGrid } from "./tables/grid.js";
import { fill } from "./words.js";

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

/** Show what an answer says of its tab. */
export function fillTab({ key, html, figures, controls, grid }) {
  fill(document.getElementById(`tab-${key}`), html);
  forgetGone();
  Object.entries(figures).forEach(([id, figure]) => draw(id, figure));
  equip(controls);
  if (grid) {
    fillGrid(grid);
  }
}
