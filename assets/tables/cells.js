/* Cells that are pointed at, walked and chosen: one is in the order of the tab key, arrows walk, Enter
   chooses, and what a cell holds is said. The matrix and the OD map say how theirs lie. */

import { narrow } from "../map/screen.js";

/** Hear pointer and keys on the cells of a selector: ``say`` tells one, ``stand`` makes it the one of
    the tab key, ``towards`` has the cell that a key leads to: null at an edge, undefined for a key
    that walks nowhere. */
export function hearCells({ selector, say, stand, towards }) {
  const cellOf = ({ target }) => (target.closest ? target.closest(selector) : null);
  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      const cell = cellOf(event);
      if (cell) {
        say(cell);
      }
      if (cell && kind === "focusin") {
        stand(cell);
      }
    });
  }
  document.addEventListener("keydown", (event) => {
    const cell = cellOf(event);
    if (!cell || event.altKey || event.metaKey) {
      return;
    }
    const isChoice = event.key === "Enter" || event.key === " ";
    const next = isChoice ? null : towards(cell, event);
    if (next === undefined) {
      return;
    }
    if (isChoice) {
      cell.click();
    } else if (next) {
      next.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  }, true);
}

/** Put a cell beside the heads of its box, unless it stands free already; the page stays. */
function bringIntoSight(cell, box) {
  const [inside, own] = [box.getBoundingClientRect(), cell.getBoundingClientRect()];
  const { scrollMarginTop, scrollMarginLeft, scrollMarginBottom, scrollMarginRight } =
    window.getComputedStyle(cell);
  const [top, left, bottom, right] =
    [scrollMarginTop, scrollMarginLeft, scrollMarginBottom, scrollMarginRight].map(parseFloat);
  if (own.top < inside.top + top || own.bottom > inside.bottom - bottom) {
    box.scrollTop += own.top - inside.top - top;
  }
  if (own.left < inside.left + left || own.right > inside.right - right) {
    box.scrollLeft += own.left - inside.left - left;
  }
}

/** On a phone: put a part of the picture between the controls above and the sheet of the card, where
    that covers a cell. */
function bringClearOfSheet(cell, part) {
  const controls = cell.closest(".panel").querySelector(".panel-controls");
  if (!narrow.matches || document.body.dataset.drawer !== "side" || !cell.isConnected) {
    return;
  }
  if (!controls.querySelector("input")) {
    const later = () => bringClearOfSheet(cell, part);
    document.addEventListener("controls-made", later, { once: true });
    return;
  }
  const start = controls.offsetHeight;
  const end = document.getElementById("side").getBoundingClientRect().top;
  const own = cell.getBoundingClientRect();
  if (own.top < start || own.bottom > end) {
    const { top, height } = part.getBoundingClientRect();
    window.scrollBy(0, top - start - Math.max(0, (end - start - height) / 2));
  }
}

let lastSeen = ""; // name of what came into sight last
let showAgain = () => {}; // shows it
let wasAway = false;

/* Whoever comes back to the tab finds it in sight. */
document.addEventListener("said-shown", () => {
  const box = document.querySelector(".pairs-box");
  const isAway = !box || !box.offsetParent;
  if (wasAway && !isAway) {
    showAgain();
  }
  wasAway = isAway;
});

/** A cell comes into sight, with the part of the picture that says what it is, when it is another one
    than before; no cell, nothing moves. */
export function showChosen(name, cell, box, part) {
  if (cell && name !== lastSeen) {
    bringIntoSight(cell, box);
    showAgain = () => bringClearOfSheet(cell, part);
    showAgain();
  }
  lastSeen = name;
}
