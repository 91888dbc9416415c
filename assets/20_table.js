/* The table: its script is loaded when it is first opened; numbers are written as the page does. */
(function () {
  "use strict";

  const NAMESPACE = "dash_ag_grid";
  let loading = null;

  /** Load the grid's script once. */
  function load() {
    if (window[NAMESPACE]) {
      return Promise.resolve();
    }
    loading = loading || new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = document.querySelector(`script[data-deferred="${NAMESPACE}"]`).dataset.src;
      script.onload = () => resolve();
      script.onerror = () => reject(new Error("the table could not be loaded"));
      document.head.append(script);
    });
    return loading;
  }

  let lastAsked = null;

  /** The question for the table, once its tab is open. */
  function open() {
    const texts = window.corridorAddress.current();
    const asked = window.location.search;
    if (texts.view !== "table" || asked === lastAsked) {
      return window.dash_clientside.no_update;
    }
    lastAsked = asked;
    return load().then(() => asked);
  }

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
  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    corridorTable: { open },
  });
})();
