/* Picking: a click names a place, an interval or a whole address; a second one on it lets go. */

import { choose, follow, hasCorridors, valueOf } from "./address.js";

function clicked(data) {
  const point = data && data.points && data.points[0];
  return point && point.customdata ? String(point.customdata) : "";
}

function pickPlace(place) {
  choose("place", valueOf("place") === place ? "" : place);
}

const picks = {
  map: pickPlace,
  timeline(what) {
    if (what.startsWith("period:")) {
      choose("period", what.slice(7));
    } else if (what.startsWith("#")) {
      choose("view", "sources");
      window.history.replaceState({}, "", window.location.search + what);
    } else {
      pickPlace(what);
    }
  },
};

/** What a click on a figure names: an address leads there, the rest is for the figure to say. */
export function pick(id, data) {
  const what = clicked(data);
  if (what.startsWith("/")) {
    follow(new URL(what, window.location.href));
  } else if (what && picks[id]) {
    picks[id](what);
  }
}

const inOrder = (text) => text.split(",").sort().join(",");

/** Rows of the table and corridors of the address are the same choice. */
export function pickRows(rows) {
  const keys = (rows || []).map((row) => row.key).filter(Boolean).join(",");
  const before = valueOf("place");
  if (inOrder(keys) !== inOrder(before) && (keys || hasCorridors(before))) {
    choose("place", keys);
  }
}

/* A link inside the page changes the view and keeps the parameters that nobody knows. */
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='/?'], a[href='/']");
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (link && plain && event.button === 0) {
    event.preventDefault();
    event.stopPropagation();
    follow(new URL(link.href));
  }
}, true);

/* A button that sets one field. */
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-role]");
  if (button) {
    choose(button.dataset.role, button.dataset.value);
  }
});
