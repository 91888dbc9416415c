// Keep plotly.js from asking its vendor for a base map.
//
// A geo subplot looks in PlotlyGeoAssets.topojson for "<scope>_<resolution>m" before it fetches
// that file from outside. The map brings its own shapes, so empty layers are all it needs. This
// file must run before the first graph is drawn; its name puts it first.
(function () {
  "use strict";
  const LAYERS = ["coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits"];

  function emptyTopology() {
    const objects = {};
    for (const layer of LAYERS) {
      objects[layer] = { type: "GeometryCollection", geometries: [] };
    }
    return { type: "Topology", objects: objects, arcs: [] };
  }

  window.PlotlyGeoAssets = {
    topojson: { world_110m: emptyTopology(), world_50m: emptyTopology() },
  };
})();
