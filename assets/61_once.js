/* Dash draws the map and the timeline once. From then on only our own wire does (35_scene.js): at
   every move of the camera Dash would put back the figure that the page came with. */
(function () {
  "use strict";

  const draw = window.Plotly.react;
  const drawn = new WeakSet();
  const ours = new WeakSet();

  window.Plotly.react = function (plot, figure, ...rest) {
    if (plot.closest && plot.closest("#map, #timeline")) {
      if (!drawn.has(plot)) {
        drawn.add(plot);
        ours.add(figure);
      }
      if (!ours.has(figure)) {
        return Promise.resolve(plot);
      }
    }
    return draw.call(this, plot, figure, ...rest);
  };

  window.corridorOnce = { own: (figure) => ours.add(figure) };
})();
