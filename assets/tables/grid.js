/* The grid of all corridors is a component of Dash, made when its tab is first opened; it writes its
   numbers as the page does. Its selected rows are the corridors of the address; its order and its filters are of the address
   too. */

import { valueOf } from "../address.js";
import { spoken } from "../words.js";
import { chooseFilters, followFiles, followFilters, sayFiltered, sayInSight } from "./filters.js";
import { arrangeAll, byName, chooseOrder, orderOf } from "./sorting.js";

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

/** People at three significant figures, whole below a hundred, as on cards and in tooltips. */
function estimate(value) {
  if (value === null || value === undefined || Math.abs(value) < 100) {
    return written(value, 0);
  }
  return minus(value.toLocaleString(spoken, { maximumSignificantDigits: 3, roundingMode: "halfEven" }));
}

const functions = {
  byName,
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

/* The order of its rows: what the reader turns goes into the address, and the other way round. */

const DIRECTIONS = { asc: "up", desc: "down" };
let shownColumns = []; // columns that it has now
let shownGrid = null; // as it is drawn

function shownEntries(api) {
  return api.getColumnState()
    .filter(({ colId, sort }) => sort && shownColumns.includes(colId))
    .sort((a, b) => a.sortIndex - b.sortIndex)
    .map(({ colId, sort }) => [colId, DIRECTIONS[sort]]);
}

function followOrder(api) {
  const order = orderOf(shownColumns);
  if (String(order) !== String(shownEntries(api))) {
    const state = order.map(([colId, direction], sortIndex) =>
      ({ colId, sortIndex, sort: direction === DIRECTIONS.asc ? "asc" : "desc" }));
    api.applyColumnState({ state, defaultState: { sort: null } });
  }
}

/** Show the grid as the address says. */
function followAddress(api) {
  followOrder(api);
  followFilters(api, shownColumns);
  sayFiltered(api);
}

/** Numbers of the first and the last row of the grid that stand whole in its frame. */
function rowsInSight() {
  const frame = document.querySelector("#grid .ag-body-viewport").getBoundingClientRect();
  const seen = [...document.querySelectorAll("#grid .ag-center-cols-container .ag-row")]
    .filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return top >= frame.top - 1 && bottom <= frame.bottom + 1;
    })
    .map((row) => Number(row.getAttribute("row-index")) + 1);
  return [Math.min(...seen), Math.max(...seen)];
}

/** Say in the heading which rows a picture has. The words may take a row from the grid: once more. */
export function sayRowsInSight() {
  const grid = document.getElementById("grid");
  for (let times = grid && grid.offsetParent ? 2 : 0; times; times -= 1) {
    sayInSight(rowsInSight(), shownGrid.getDisplayedRowCount());
  }
}

/** Sort and filter the tables that are shown as the address says. */
export function arrangeTables() {
  arrangeAll(document);
  followFiles();
  if (shownGrid) {
    followAddress(shownGrid);
  }
}

function hearGrid(api) {
  heard.add(api);
  // The rows and the filters are told of in either order, and on a busy machine late.
  for (const kind of ["modelUpdated", "rowDataUpdated"]) {
    api.addEventListener(kind, () => sayFiltered(api));
  }
  // What the address asks for is lost on a grid whose columns and rows are still on their way.
  for (const kind of ["newColumnsLoaded", "firstDataRendered"]) {
    api.addEventListener(kind, () => followAddress(api));
  }
  // The component of Dash sets its grid to filters of its own memory, late and more than once.
  api.addEventListener("filterChanged", ({ source }) => {
    if (source === "api") {
      followFilters(api, shownColumns);
    } else {
      chooseFilters(api);
    }
    sayFiltered(api);
  });
  api.addEventListener("sortChanged", ({ source }) => {
    if (source.startsWith("ui")) {
      chooseOrder(shownColumns, shownEntries(api));
    }
  });
}

/* A heading that was filled anew says again what the filters leave. */
document.addEventListener("filled", ({ target }) => {
  if (shownGrid && target.querySelector("#table-filtered")) {
    sayFiltered(shownGrid);
  }
});

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
      hearGrid(api);
    }
    shownGrid = api;
    shownColumns = columnDefs.map(({ field }) => field);
    window.requestAnimationFrame(() => {
      followAddress(api);
      followFiles();
      outline(api);
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

