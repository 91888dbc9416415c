/* The table writes its numbers as the page does. */
(function () {
  "use strict";

  const lang = () => document.documentElement.lang || "en";
  const minus = (text) => text.replace("-", "−");

  function written(value, digits) {
    if (value === null || value === undefined) {
      return "";
    }
    const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    return minus(value.toLocaleString(lang(), options));
  }

  /** Estimates at three significant figures, as in the tooltips. */
  function estimate(value) {
    if (value === null || value === undefined) {
      return "";
    }
    return minus(value.toLocaleString(lang(), {
      maximumSignificantDigits: Math.abs(value) >= 100 ? 3 : 2,
    }));
  }

  const functions = {
    whole: (value) => written(value, 0),
    tenth: (value) => written(value, 1),
    estimate,
  };
  /** Rows of the corridors that the address names are the selected ones. */
  function outline() {
    const grid = document.getElementById("grid") && window.dash_ag_grid.getApi("grid");
    if (!grid) {
      return;
    }
    const chosen = window.corridorAddress.valueOf("place").split(",");
    const change = { true: [], false: [] };
    grid.forEachNode((node) => {
      const wanted = chosen.includes(node.id);
      if (wanted !== Boolean(node.isSelected())) {
        change[wanted].push(node);
      }
    });
    for (const [value, nodes] of Object.entries(change)) {
      if (nodes.length) {
        grid.setNodesSelected({ nodes, newValue: value === "true", source: "api" });
      }
    }
  }
  window.addEventListener("popstate", () => window.requestAnimationFrame(outline));

  window.dashAgGridFunctions = Object.assign({}, window.dashAgGridFunctions, {
    corridorTable: functions,
  });
})();
