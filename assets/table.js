/* Tables. The grid of all corridors is a component of Dash, made when its tab is first opened; it
   writes its numbers as the page does, and its selected rows are the corridors of the address. */

import { valueOf } from "./address.js";
import { spoken } from "./words.js";

const minus = (text) => text.replace("-", "−");

function written(value, digits) {
  if (value === null || value === undefined) {
    return "";
  }
  const options = {
    minimumFractionDigits: digits, maximumFractionDigits: digits, roundingMode: "halfEven",
  };
  return minus(value.toLocaleString(spoken, options));
}

/** Estimates at three significant figures, as in the tooltips. */
function estimate(value) {
  if (value === null || value === undefined) {
    return "";
  }
  return minus(value.toLocaleString(spoken, {
    maximumSignificantDigits: Math.abs(value) >= 100 ? 3 : 2,
  }));
}

const functions = {
  whole: (value) => written(value, 0),
  tenth: (value) => written(value, 1),
  estimate,
  ratio: (value, none) => written(value, 1) || none, // of both ways: none where nobody moved
};
const heard = new WeakSet();
let isMade = false;
let lastShown = "";

/** Rows of the corridors that the address names are the selected ones. */
function outline(api) {
  const wanted = valueOf("place").split(",");
  const differing = { true: [], false: [] };
  api.forEachNode((node) => {
    const isWanted = wanted.includes(node.id);
    if (isWanted !== Boolean(node.isSelected())) {
      differing[isWanted].push(node);
    }
  });
  for (const [value, nodes] of Object.entries(differing)) {
    if (nodes.length) {
      api.setNodesSelected({ nodes, newValue: value === "true", source: "api" });
    }
  }
}

/** Say how many rows the filters of the columns leave, where they leave some out. */
function sayFiltered(api) {
  const line = document.getElementById("table-filtered");
  if (line) {
    let all = 0;
    api.forEachNode(() => { all += 1; });
    const left = api.getDisplayedRowCount();
    line.textContent = left === all ? "" : line.dataset.said
      .replace("%n", written(left, 0)).replaceAll("%all", written(all, 0));
  }
}

/** Show rows and columns in the grid, and outline the chosen ones. */
export function fillGrid(component) {
  const { set_props: setProps } = window.dash_clientside;
  const { columnDefs, rowData, selectedRows } = component.props;
  const text = JSON.stringify([columnDefs, rowData]);
  if (!isMade) {
    setProps("table-grid", { children: component });
  } else if (text !== lastShown) {
    setProps("grid", { columnDefs, rowData, selectedRows });
  }
  [isMade, lastShown] = [true, text];
  window.dash_ag_grid.getApiAsync("grid").then((api) => {
    if (!heard.has(api)) {
      heard.add(api);
      api.addEventListener("modelUpdated", () => sayFiltered(api));
    }
    window.requestAnimationFrame(() => {
      outline(api);
      sayFiltered(api);
    });
  });
}

/* On paper the grid is a plain table of all its rows, in their order and as far as the filters of its
   columns keep them: a grid draws only the rows in sight. */

function printedRow(cells, kind) {
  const row = document.createElement("tr");
  row.append(...cells.map((text) => {
    const cell = document.createElement(kind);
    cell.textContent = text;
    return cell;
  }));
  return row;
}

window.addEventListener("beforeprint", () => {
  const grid = isMade && document.getElementById("table-grid");
  const api = grid && grid.offsetParent && window.dash_ag_grid.getApi("grid");
  if (!api) {
    return;
  }
  const columns = api.getAllDisplayedColumns().filter((one) => one.getColDef().field);
  const table = document.createElement("table");
  table.id = "printed-rows";
  table.className = "figures";
  table.createTHead().append(printedRow(columns.map((one) => one.getColDef().headerName), "th"));
  const body = table.createTBody();
  api.forEachNodeAfterFilterAndSort((rowNode) => body.append(printedRow(columns.map((colKey) =>
    api.getCellValue({ rowNode, colKey, useFormatter: true }) ?? ""), "td")));
  grid.after(table);
});

window.addEventListener("afterprint", () => {
  const table = document.getElementById("printed-rows");
  if (table) {
    table.remove();
  }
});

window.dashAgGridFunctions = Object.assign({}, window.dashAgGridFunctions, {
  corridorTable: functions,
});

/* Tables with buttons in their heads are sorted in the browser: numbers from the highest, names
   from A; a second press turns the order round. Cells without a figure stay at the end. */

const TURNED = { ascending: "descending", descending: "ascending" };
const orders = new WeakMap(); // table → [column, order]

function figure(cell) {
  return cell.dataset.value === undefined ? null : Number(cell.dataset.value);
}

function compared(a, b, column, sign) {
  const [one, two] = [a.cells[column], b.cells[column]];
  if (column === 0) {
    return sign * one.textContent.localeCompare(two.textContent);
  }
  const [first, second] = [figure(one), figure(two)];
  if (first === null || second === null) {
    return (first === null) - (second === null);
  }
  return sign * (first - second);
}

function arrange(table) {
  const [column, order] = orders.get(table) || [0, "ascending"];
  const sign = order === "descending" ? -1 : 1;
  [...table.tHead.rows[0].cells].forEach((head, at) => {
    head.setAttribute("aria-sort", at === column ? order : "none");
  });
  const body = table.tBodies[0];
  body.append(...[...body.rows].sort((a, b) => compared(a, b, column, sign)));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("table.sortable thead th button");
  if (button) {
    const head = button.closest("th");
    const usual = head.cellIndex === 0 ? "ascending" : "descending";
    const table = head.closest("table");
    orders.set(table, [head.cellIndex, TURNED[head.getAttribute("aria-sort")] || usual]);
    arrange(table);
  }
});

/* Another interval brings another table: the order stays the one that was chosen. */
document.addEventListener("filled", (event) =>
  event.target.querySelectorAll("table.sortable").forEach(arrange));

/* The matrix of pairs: one cell is in the order of the tab key, arrows walk from cell to cell, and
   what a cell holds is said above. Its click chooses a corridor as any button of a field does. */

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

for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const cell = event.target.closest && event.target.closest(OF_PAIRS);
    if (cell) {
      sayPair(cell);
    }
    if (cell && kind === "focusin") {
      reach(cell.closest("table"), placeOf(cell));
    }
  });
}

document.addEventListener("keydown", (event) => {
  const cell = event.target.closest && event.target.closest(OF_PAIRS);
  if (!cell || event.altKey || event.metaKey) {
    return;
  }
  if (event.key === "Enter" || event.key === " ") {
    cell.click();
  } else if (WALKS[event.key]) {
    const [along, right] = WALKS[event.key];
    const down = event.ctrlKey ? right : along; // to a corner, with Home and End
    const [row, column] = placeOf(cell);
    reach(cell.closest("table"), [row + down, column + right]).focus();
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}, true);

/** Put a cell beside the heads of its box, unless it stands free already; the page stays. */
function bringIntoSight(cell) {
  const box = cell.closest(".table-scroll");
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

/* Another answer brings other cells: the cursor stays. What is chosen, or the first figure that the
   filters keep, comes into sight when it is another one than before. */
let lastSeen = "";

document.addEventListener("filled", (event) => {
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
  const seen = String(placeOf(first));
  if (seen !== lastSeen && cell !== document.activeElement) {
    bringIntoSight(first);
  }
  lastSeen = seen;
});
