/* The OD map: one cell is in the order of the tab key, arrows walk to the nearest cell that way, and
   what a cell holds is said above, as in the matrix. */

import { hearCells, showChosen } from "./cells.js";

const OF_TILES = ".tiles [role='gridcell']";
const WAYS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const ENDS = ["Home", "End"];
const ASTRAY = 3; // how much farther a step aside counts than one ahead
let tileCursor = 0; // number of the cell that the tab key reaches

const cellsIn = (grid) => [...grid.querySelectorAll("[role='gridcell']")];

function sayTile(cell) {
  document.getElementById("pair-said").textContent = `${cell.dataset.name}: ${cell.dataset.said}`;
}

function standOn(cell) {
  const cells = cellsIn(cell.closest(".tiles"));
  cells.filter((one) => one.tabIndex === 0).forEach((one) => one.setAttribute("tabindex", "-1"));
  cell.setAttribute("tabindex", "0");
  tileCursor = cells.indexOf(cell);
}

const centreOf = (cell) => {
  const { left, right, top, bottom } = cell.getBoundingClientRect();
  return [(left + right) / 2, (top + bottom) / 2];
};

/** The nearest cell in a direction; none at the edge. */
function cellTowards(cell, [right, down]) {
  const [x, y] = centreOf(cell);
  let [best, least] = [null, Infinity];
  for (const one of cellsIn(cell.closest(".tiles"))) {
    const [across, along] = centreOf(one).map((at, axis) => at - [x, y][axis]);
    const ahead = across * right + along * down;
    const cost = ahead + ASTRAY * Math.abs(across * down - along * right);
    if (ahead > 1 && cost < least) {
      [best, least] = [one, cost];
    }
  }
  return best;
}

/** First or last cell of a tile; with Ctrl of the whole grid. */
function cellAtEnd(cell, { key, ctrlKey }) {
  const cells = cellsIn(cell.closest(ctrlKey ? ".tiles" : ".tile"));
  return key === "Home" ? cells[0] : cells[cells.length - 1];
}

function tileFrom(cell, event) {
  if (ENDS.includes(event.key)) {
    return cellAtEnd(cell, event);
  }
  return WAYS[event.key] && !event.ctrlKey ? cellTowards(cell, WAYS[event.key]) : undefined;
}

/** The chosen tile comes into sight. */
function showTile(grid) {
  const cell = grid.querySelector("[aria-selected]");
  const tile = cell ? cell.closest(".tile") : grid.querySelector(".tile.on");
  showChosen(tile ? tile.textContent : "", tile, grid.parentElement, tile);
}

/** Hear the pointer and the keys on the OD map, and what fills it. */
export function hearTiles() {
  hearCells({
    selector: OF_TILES,
    say: sayTile,
    stand: standOn,
    towards: tileFrom,
  });
  document.addEventListener("filled", ({ target }) => {
    const grid = target.querySelector(".tiles");
    if (grid) {
      const chosen = grid.querySelector("[aria-selected]");
      standOn(chosen || cellsIn(grid)[tileCursor] || cellsIn(grid)[0]);
      if (chosen) {
        sayTile(chosen);
      }
      showTile(grid);
    }
  });
}
