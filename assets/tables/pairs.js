/* The matrix of pairs: one cell is in the order of the tab key, arrows walk from cell to cell, and
   what a cell holds is said above. Its click chooses a corridor as any button of a field does. */

import { hearCells, showChosen } from "./cells.js";

const OF_PAIRS = "table.pairs td[tabindex]";
const WALKS = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
  PageUp: [-5, 0], PageDown: [5, 0], Home: [0, -Infinity], End: [0, Infinity],
};
let cursor = null; // place of the cell that the tab key reaches: row, column

const cellsOf = (row) => [...row.cells].filter((cell) => cell.hasAttribute("tabindex"));
const squareOf = (table) => [...table.tBodies].flatMap((body) => [...body.rows]).map(cellsOf);

function placeOf(cell) {
  const rows = squareOf(cell.closest("table"));
  const row = rows.findIndex((cells) => cells.includes(cell));
  return [row, rows[row].indexOf(cell)];
}

/** Say what a cell holds, after the names of its ends. */
function sayPair(cell) {
  const table = cell.closest("table");
  const column = cellsOf(cell.parentElement).indexOf(cell);
  const heads = [...table.querySelectorAll(".column-heads th:not(.corner)")];
  const from = cell.parentElement.querySelector("th[scope='row']").textContent;
  document.getElementById("pair-said").textContent =
    `${from} → ${heads[column].textContent}: ${cell.dataset.said}`;
}

function reach(table, [row, column]) {
  const rows = squareOf(table);
  const within = (at, most) => Math.max(0, Math.min(at, most - 1));
  cursor = [within(row, rows.length), within(column, rows.length)];
  const cell = rows[cursor[0]][cursor[1]];
  table.querySelectorAll("td[tabindex='0']").forEach((one) => one.setAttribute("tabindex", "-1"));
  cell.setAttribute("tabindex", "0");
  return cell;
}

/** Another answer brings other cells: the cursor stays, and what is chosen, or the first figure that
    the filters keep, comes into sight. */
function refilled(event) {
  const table = event.target.querySelector("table.pairs");
  if (!table) {
    return;
  }
  const chosen = table.querySelector("td[aria-selected]");
  const first = chosen || table.querySelector("td.figure") || table.querySelector("td[tabindex]");
  const cell = reach(table, cursor || placeOf(first));
  if (cell === document.activeElement || chosen) {
    sayPair(cell === document.activeElement ? cell : chosen);
  }
  const box = table.closest(".table-scroll");
  const shown = cell === document.activeElement ? null : first; // nothing moves under who stands there
  showChosen(String(placeOf(first)), shown, box, box);
}

function cellFrom(cell, { key, ctrlKey }) {
  if (!WALKS[key]) {
    return undefined;
  }
  const [along, right] = WALKS[key];
  const down = ctrlKey ? right : along; // to a corner, with Home and End
  const [row, column] = placeOf(cell);
  return reach(cell.closest("table"), [row + down, column + right]);
}

/** Hear the pointer and the keys on the matrix, and what fills it. */
export function hearPairs() {
  hearCells({
    selector: OF_PAIRS,
    say: sayPair,
    stand: (cell) => reach(cell.closest("table"), placeOf(cell)),
    towards: cellFrom,
  });
  document.addEventListener("filled", refilled);
}
