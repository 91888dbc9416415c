/* Tables with buttons in their heads are sorted in the browser: numbers from the highest, names
   from A; a second press turns the order round. Cells without a figure stay at the end. */
(function () {
  "use strict";

  const TURNED = { ascending: "descending", descending: "ascending" };

  const heads = (table) => [...table.tHead.rows[0].cells];

  function figure(cell) {
    return cell.dataset.value === undefined ? null : Number(cell.dataset.value);
  }

  function before(a, b, column, falling) {
    if (column === 0) {
      return a.cells[0].textContent.localeCompare(b.cells[0].textContent);
    }
    const [one, two] = [figure(a.cells[column]), figure(b.cells[column])];
    if (one === null || two === null) {
      return (falling ? -1 : 1) * ((one === null) - (two === null));
    }
    return one - two;
  }

  /** Put the rows into the order that the head says; nothing moves when it holds already. */
  function arrange(table) {
    const column = heads(table).findIndex((head) => head.ariaSort && head.ariaSort !== "none");
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const falling = column >= 0 && heads(table)[column].ariaSort === "descending";
    const sorted = [...rows].sort((a, b) =>
      (falling ? -1 : 1) * before(a, b, column, falling));
    if (column >= 0 && sorted.some((row, at) => row !== rows[at])) {
      body.append(...sorted);
    }
  }

  document.addEventListener("click", (event) => {
    const head = event.target.closest("table.sortable thead th");
    if (!head || !event.target.closest("button")) {
      return;
    }
    const table = head.closest("table");
    const usual = head.cellIndex === 0 ? "ascending" : "descending";
    const order = TURNED[head.ariaSort] || usual;
    heads(table).forEach((one) => { one.ariaSort = one === head ? order : "none"; });
    arrange(table);
  });

  /* Another interval brings other figures into the rows: the order follows them. */
  new MutationObserver(() => document.querySelectorAll("table.sortable").forEach(arrange))
    .observe(document.documentElement, {
      attributeFilter: ["data-value"], childList: true, subtree: true,
    });
})();
