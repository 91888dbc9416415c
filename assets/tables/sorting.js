/* The order of rows is part of the address: one field for all tables, each of which knows its own
   columns. Tables with buttons in their heads are sorted here: numbers from the highest, names from A
   first; a second press turns the order round. Cells without a figure stay at the end. A table whose
   rows come in an order of their own (data-own-order) opens in it. */

import { choose, valueOf } from "../address.js";
import { spoken } from "../words.js";

const UP = "up";
const DOWN = "down";
const SPOKEN = { [UP]: "ascending", [DOWN]: "descending" };

/** What the address says of some columns: [column, up or down], the first counts most. */
export function orderOf(columns) {
  const entries = valueOf("sort").split(",").map((entry) => entry.split(":"));
  return entries.filter(([column]) => columns.includes(column));
}

/** Write the order of a table with these columns; that of other tables stays. */
export function chooseOrder(columns, order) {
  const others = valueOf("sort").split(",")
    .filter((entry) => entry && !columns.includes(entry.split(":")[0]));
  choose("sort", [...others, ...order.map((one) => one.join(":"))].join(","));
}

/** Order of two names in the language of the page: characters by how they are read. */
export const byName = new Intl.Collator(spoken).compare;

function figure(cell) {
  return cell.dataset.value === undefined ? null : Number(cell.dataset.value);
}

function compared(a, b, column, sign) {
  const [one, two] = [a.cells[column], b.cells[column]];
  if (column === 0) {
    return sign * byName(one.textContent, two.textContent);
  }
  const [first, second] = [figure(one), figure(two)];
  if (first === null || second === null) {
    return (first === null) - (second === null);
  }
  return sign * (first - second);
}

const columnsOf = (table) => [...table.tHead.rows[0].cells].map((head) => head.dataset.column);

const hasOwn = (table) => table.dataset.ownOrder !== undefined;

/** Column and direction of a table: of the address, or as it opens. */
function shownOrder(table, columns) {
  return orderOf(columns)[0] || (hasOwn(table) ? ["", UP] : [columns[0], UP]);
}

function arrange(table) {
  const columns = columnsOf(table);
  const [column, direction] = shownOrder(table, columns);
  const at = columns.indexOf(column);
  const rows = [...table.tBodies[0].rows];
  rows.forEach((row, place) => { row.dataset.place ??= place; });
  [...table.tHead.rows[0].cells].forEach((head, place) => {
    head.setAttribute("aria-sort", place === at ? SPOKEN[direction] : "none");
  });
  const sign = direction === DOWN ? -1 : 1;
  table.tBodies[0].append(...rows.sort((a, b) =>
    (at < 0 ? a.dataset.place - b.dataset.place : compared(a, b, at, sign))));
}

/** Sort all tables that are there as the address says. */
export function arrangeAll(holder) {
  holder.querySelectorAll("table.sortable").forEach(arrange);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("table.sortable thead th button");
  if (button) {
    const table = button.closest("table");
    const columns = columnsOf(table);
    const { column } = button.closest("th").dataset;
    const usual = column === columns[0] ? UP : DOWN;
    const [before, direction] = shownOrder(table, columns);
    const turned = direction === UP ? DOWN : UP;
    const next = before === column ? turned : usual;
    const isBack = column === columns[0] && next === UP && (before === column || !hasOwn(table));
    chooseOrder(columns, isBack ? [] : [[column, next]]);
  }
});

/* Another interval brings another table: the order stays the one that was chosen. */
document.addEventListener("filled", (event) => arrangeAll(event.target));
