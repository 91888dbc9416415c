/* Outline of what is chosen: above all regions and below the corridors, so that no neighbour covers
   half of it. The regions of a map say in their `meta` which ones: {outlined: [ids]}. */

const SVG_NAMES = "http://www.w3.org/2000/svg";

/** Draw the outlines of a map where they belong, from its paths as they are now. */
export function outlineChosen(plot) {
  const groups = [...plot.querySelectorAll(".choroplethlayer .trace")];
  const named = (group) => {
    const [{ trace }] = group.__data__;
    return trace.meta && trace.meta.outlined;
  };
  const regions = groups.find(named);
  if (!regions) {
    return;
  }
  const chosen = new Set(named(regions));
  const layer = regions.parentNode;
  let holder = layer.querySelector(".outlines");
  if (!holder) {
    holder = document.createElementNS(SVG_NAMES, "g");
    holder.setAttribute("class", "outlines");
  }
  const shapes = [...regions.querySelectorAll("path")].filter((path) => chosen.has(path.__data__.loc));
  const lines = ["outline-casing", "outline-line"].flatMap((name) => shapes.map((shape) => {
    const path = document.createElementNS(SVG_NAMES, "path");
    path.setAttribute("class", name);
    path.setAttribute("d", shape.getAttribute("d") || "");
    path.__data__ = shape.__data__; // plotly moves it with the map
    return path;
  }));
  holder.replaceChildren(...lines);
  regions.after(holder);
}
