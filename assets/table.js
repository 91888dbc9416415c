/* Tables. The grid of all corridors is a component of Dash, made when its tab is first opened; it
   writes its numbers as the page does, and its selected rows are the corridors of the address. */

import { valueOf } from "./address.js";
import { spoken } from "./words.js";

const minus = (text) => text.replace("-", "−");

function written(value, digits) {
  if (value === null || value === undefined) {
    return "";
  }
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
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
