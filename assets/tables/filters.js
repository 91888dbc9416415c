/* Filters of the columns of the grid are part of the address: what a reader filters goes into it, and
   the other way round. The heading says them in words, and the files of the table follow them. */

import { choose, valueOf } from "../address.js";
import { spoken } from "../words.js";

const SPAN_SIGN = "~";
const BLANK = /%(\w+)/g;
const saidNumber = (value) => value.toLocaleString(spoken, { maximumFractionDigits: 6 }).replace("-", "−");

const wantedFilters = () => valueOf("filter").split(",").filter(Boolean)
  .map((entry) => [entry.slice(0, entry.indexOf(":")), entry.slice(entry.indexOf(":") + 1)]);

/** Both ends of a filter of numbers, nothing for no limit. */
const endsOfSpan = (wanted) => wanted.split(SPAN_SIGN).map((end) => (end === "" ? null : Number(end)));

/** A filter of the address as the grid has it. */
function filterModel(wanted) {
  if (!wanted.includes(SPAN_SIGN)) {
    return { filterType: "text", type: "contains", filter: wanted };
  }
  const [low, high] = endsOfSpan(wanted);
  if (low !== null && high !== null) {
    return { filterType: "number", type: "inRange", filter: low, filterTo: high };
  }
  return low === null
    ? { filterType: "number", type: "lessThanOrEqual", filter: high }
    : { filterType: "number", type: "greaterThanOrEqual", filter: low };
}

const plainNumber = (value) => String(Number(value.toFixed(6)));

/** A filter of the grid as the address has it; empty for what an address cannot hold. */
function filterText({ filterType, type, filter, filterTo }) {
  if (filterType === "text") {
    return filter.replace(/[,:~]/g, " ").trim().slice(0, 40).trim();
  }
  const ends = [filter, filterTo].map((end) =>
    (end === null || end === undefined ? "" : plainNumber(end)));
  if (type === "inRange") {
    const [low, high] = Number(ends[0]) <= Number(ends[1]) ? ends : ends.reverse();
    return low + SPAN_SIGN + high;
  }
  return type === "lessThanOrEqual" ? SPAN_SIGN + ends[0] : ends[0] + SPAN_SIGN;
}

/** Write the filters of the grid into the address. */
export function chooseFilters(api) {
  const texts = Object.entries(api.getFilterModel())
    .map(([column, model]) => [column, filterText(model)])
    .filter(([, wanted]) => wanted && wanted !== SPAN_SIGN)
    .map((entry) => entry.join(":"));
  choose("filter", texts.join(","));
}

/** Filter the columns that the grid has now as the address says. */
export function followFilters(api, columns) {
  const wanted = Object.fromEntries(wantedFilters()
    .filter(([column]) => columns.includes(column))
    .map(([column, text]) => [column, filterModel(text)]));
  const spelling = (models) => JSON.stringify(Object.entries(models).sort()
    .map(([column, model]) => [column, filterText(model)]));
  if (spelling(wanted) !== spelling(api.getFilterModel())) {
    api.setFilterModel(wanted);
  }
}

const filledIn = (template, values) => template.replace(BLANK, (whole, name) => values[name] ?? whole);

function filtersInWords(api, data) {
  return wantedFilters().filter(([column]) => api.getColumn(column)).map(([column, wanted]) => {
    const [low, high] = wanted.includes(SPAN_SIGN) ? endsOfSpan(wanted) : [null, null];
    const bounded = low === null ? "most" : (high === null ? "least" : "between");
    return filledIn(data[wanted.includes(SPAN_SIGN) ? bounded : "contains"], {
      column: api.getColumnDef(column).headerName,
      text: wanted,
      low: low === null ? "" : saidNumber(low),
      high: high === null ? "" : saidNumber(high),
    });
  }).join("; ");
}

/** Say how many rows the filters of the columns leave, and which these are. */
export function sayFiltered(api) {
  const line = document.getElementById("table-filtered");
  const button = document.getElementById("table-unfiltered");
  if (line && button) {
    let all = 0;
    api.forEachNode(() => { all += 1; });
    const filters = filtersInWords(api, line.dataset);
    const counts = { n: saidNumber(api.getDisplayedRowCount()), all: saidNumber(all), filters };
    line.textContent = filters ? filledIn(line.dataset.said, counts) : "";
    button.hidden = !filters;
  }
}

/** Say that a picture has some of the rows alone; nothing where it has all. */
export function sayInSight([low, high], all) {
  const line = document.getElementById("table-cut");
  if (line) {
    const values = { low: saidNumber(low), high: saidNumber(high), all: saidNumber(all) };
    line.textContent = high - low + 1 < all ? filledIn(line.dataset.said, values) : "";
  }
}

/** Files of the table hold what its filters leave. */
export function followFiles() {
  for (const link of document.querySelectorAll("a[data-follows='filter']")) {
    const { pathname, searchParams } = new URL(link.href);
    searchParams.delete("filter");
    if (valueOf("filter")) {
      searchParams.set("filter", valueOf("filter"));
    }
    link.setAttribute("href", pathname + (searchParams.size ? `?${searchParams}` : ""));
  }
}

document.addEventListener("click", (event) => {
  if (event.target.closest("#table-unfiltered")) {
    choose("filter", "");
  }
});
