/* Outline of what is chosen: above all regions and corridors, so that no neighbour covers half of it;
   the chosen corridors stand above it once more. The regions of a map say in their `meta` which
   ones: {outlined: [ids]}, the corridors which places: {chosen: [places]}. */

import { leaderOf } from "./leader.js";

const SVG_NAMES = "http://www.w3.org/2000/svg";

/** A shape once more, in another look; plotly moves it with the map by its data. */
function again(shape, name) {
  const path = document.createElementNS(SVG_NAMES, "path");
  path.setAttribute("class", name);
  path.setAttribute("d", shape.getAttribute("d") || "");
  path.__data__ = shape.__data__;
  return path;
}

/** Draw the outlines of a map where they belong, from its paths as they are now. */
export function outlineChosen(plot) {
  const groups = [...plot.querySelectorAll(".choroplethlayer .trace")];
  const metaOf = (group) => group.__data__[0].trace.meta || {};
  const regions = groups.find((group) => metaOf(group).outlined);
  if (!regions) {
    return;
  }
  const layer = regions.parentNode;
  const corridors = groups.find((group) => metaOf(group).chosen) || regions;
  let holder = layer.querySelector(".outlines");
  if (!holder) {
    holder = document.createElementNS(SVG_NAMES, "g");
    holder.setAttribute("class", "outlines");
  }
  const outlined = new Set(metaOf(regions).outlined);
  const shapes = [...regions.querySelectorAll("path")].filter((path) => outlined.has(path.__data__.loc));
  const lines = ["outline-casing", "outline-line"].flatMap((name) => shapes.map((one) => again(one, name)));
  const arrows = [...corridors.querySelectorAll("path")];
  const chosen = (metaOf(corridors).chosen || []).map((at) => arrows[at]).filter(Boolean);
  holder.replaceChildren(...lines, ...chosen.map((one) => again(one, "chosen-arrow")));
  corridors.after(holder);
  const land = [...regions.querySelectorAll("path")];
  holder.append(...leaderOf(plot, holder, chosen.length === 1 ? chosen[0] : null, shapes[0], land));
}
