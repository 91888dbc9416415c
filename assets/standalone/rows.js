/* The table of all corridors where there is no grid: a plain one, in the order and behind the filters
   of the address. Its heads turn the order; new filters need the page itself. */

import { valueOf } from "../address.js";
import { sayFiltered } from "../tables/filters.js";
import { chooseOrder, orderOf } from "../tables/sorting.js";

const WRITTEN_BY = /corridorTable\.(\w+)\(params\.value(?:, '(.*)')?\)/;
const RANGE_SIGN = "~";
const ORDER_SIGNS = { up: ["ascending", 1], down: ["descending", -1] };

let heldGrid = null; // columns and rows of the answer that is shown

/** Rows of the answer on its way; none where its tab has no grid. */
export function keepRows(component) {
  heldGrid = component;
}

const columnNames = () => heldGrid.columnDefs.map(({ field }) => field);

function cellText({ valueFormatter }, value) {
  const [, name, none] = ((valueFormatter || {}).function || "").match(WRITTEN_BY) || [];
  return name ? window.dashAgGridFunctions.corridorTable[name](value, none) : String(value ?? "");
}

function passesFilters(row) {
  return valueOf("filter").split(",").filter(Boolean).every((entry) => {
    const [column, wanted] = [entry.slice(0, entry.indexOf(":")), entry.slice(entry.indexOf(":") + 1)];
    const value = row[column];
    if (!wanted.includes(RANGE_SIGN)) {
      return String(value ?? "").toLowerCase().includes(wanted.toLowerCase());
    }
    const [low, high] = wanted.split(RANGE_SIGN);
    return typeof value === "number" && (!low || value >= Number(low)) && (!high || value <= Number(high));
  });
}

/** Which of two rows stands first; what has no figure stands last. */
function inRowOrder(one, two) {
  for (const [column, direction] of orderOf(columnNames())) {
    const [a, b] = [one[column], two[column]];
    const lacking = (a === null || a === undefined) - (b === null || b === undefined);
    const differing = typeof a === "string" ? a.localeCompare(b) : a - b;
    if (lacking || differing) {
      return lacking || ORDER_SIGNS[direction][1] * differing;
    }
  }
  return 0;
}

function cellMade(tag, text, attributes = {}) {
  const element = document.createElement(tag);
  element.textContent = text;
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  return element;
}

/** Words begin at the left, figures end at the right. */
const kindOfCell = ({ type }) => (type === "rightAligned" ? {} : { class: "words" });

function headOf(column) {
  const { field, headerName } = column;
  const [, direction] = orderOf(columnNames()).find(([column]) => column === field) || [];
  const head = cellMade("th", "", {
    scope: "col", "aria-sort": direction ? ORDER_SIGNS[direction][0] : "none", ...kindOfCell(column),
  });
  head.append(cellMade("button", headerName, { type: "button", "data-orders": field }));
  return head;
}

function plainRow(row, chosen) {
  const line = cellMade("tr", "", chosen.includes(row.key) ? { class: "row-chosen" } : {});
  line.append(...heldGrid.columnDefs.map((column) =>
    cellMade("td", cellText(column, row[column.field]), kindOfCell(column))));
  return line;
}

/** Draw the table as the address says, where the open tab has one and is there. */
export function showRows({ type, target }) {
  const holder = document.getElementById("table-grid");
  if (!holder || !heldGrid || (type === "filled" && target.id !== "tab-table")) {
    return;
  }
  const rows = heldGrid.rowData.filter(passesFilters).sort(inRowOrder);
  const chosen = heldGrid.selectedRows.map(({ key }) => key);
  const table = cellMade("table", "", { class: "figures", id: "held-rows" });
  const heads = cellMade("tr", "");
  heads.append(...heldGrid.columnDefs.map(headOf));
  table.createTHead().append(heads);
  table.createTBody().append(...rows.map((row) => plainRow(row, chosen)));
  holder.replaceChildren(table);
  sayFiltered({
    forEachNode: (each) => heldGrid.rowData.forEach(each),
    getDisplayedRowCount: () => rows.length,
    getColumn: (name) => columnNames().includes(name),
    getColumnDef: (name) => heldGrid.columnDefs.find(({ field }) => field === name),
  });
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-orders]");
  if (button) {
    const { orders } = button.dataset;
    const [, before] = orderOf(columnNames()).find(([column]) => column === orders) || [];
    chooseOrder(columnNames(), [[orders, before === "up" ? "down" : "up"]]);
    showRows(new Event("ordered"));
    document.querySelector(`[data-orders="${orders}"]`).focus();
  }
});
