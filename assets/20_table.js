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
  window.dashAgGridFunctions = Object.assign({}, window.dashAgGridFunctions, {
    corridorTable: functions,
  });
})();
