/* A point of a chart that carries an address leads there. */
(function () {
  "use strict";

  function follow() {
    const { triggered } = window.dash_clientside.callback_context;
    for (const { value } of triggered || []) {
      const point = value && value.points && value.points[0];
      if (point && typeof point.customdata === "string" && point.customdata.startsWith("/")) {
        window.corridorAddress.follow(new URL(point.customdata, window.location.href));
      }
    }
    return window.dash_clientside.no_update;
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, { charts: { follow } });
})();
