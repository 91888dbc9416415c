/* Tables with buttons in their heads are sorted in the browser: numbers from the highest, names
   from A; a second press turns the order round. Cells without a figure stay at the end. */
(function () {
  "use strict";

  const TURNED = { ascending: "descending", descending: "ascending" };
  const chosen = new WeakMap(); // holder of the table → [column, order]

  const holderOf = (table) => table.closest("[data-still]");

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
    const [column, order] = chosen.get(holderOf(table)) || [0, "ascending"];
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
      chosen.set(holderOf(table), [head.cellIndex, TURNED[head.getAttribute("aria-sort")] || usual]);
      arrange(table);
    }
  });

  /* Another interval brings another table: the order stays the one that was chosen. */
  document.addEventListener("still-filled", (event) =>
    event.target.querySelectorAll("table.sortable").forEach(arrange));
})();
