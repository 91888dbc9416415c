/* Marks that plotly has no words for: hatched shapes whose range spans zero, and
   regions without a figure. A trace names both in its `meta`: {unsure: [ids], blank: [ids]}. */

import { token } from "../map/colours.js";
import { projectedBy, spotsOn, tipOf } from "../map/rings.js";

const SVG = "http://www.w3.org/2000/svg";
const STRIPES = { shape: { period: 6, width: 1.3 }, line: { period: 6, width: 3.2 } };
const SLANT = 45; // degrees of the stripes of a shape
const TURN = 15; // lines whose courses differ by less share a pattern
const NO_FIGURE = { period: 5, width: 1.3 };

function defs() {
  const known = document.getElementById("hatches");
  if (known) {
    return known.firstChild;
  }
  const svg = document.createElementNS(SVG, "svg");
  svg.id = "hatches";
  svg.setAttribute("width", "0");
  svg.setAttribute("height", "0");
  svg.setAttribute("aria-hidden", "true");
  svg.style.position = "absolute";
  svg.append(document.createElementNS(SVG, "defs"));
  document.body.append(svg);
  return svg.firstChild;
}

function svgElement(name, attributes) {
  const element = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  return element;
}

/** Address of a pattern of stripes, made once. */
function stripes(id, { fill, ink, period, width, turn = SLANT }) {
  if (!document.getElementById(id)) {
    const pattern = svgElement("pattern", {
      id, width: period, height: period,
      patternUnits: "userSpaceOnUse", patternTransform: `rotate(${turn})`,
    });
    pattern.append(
      svgElement("rect", { width: period, height: period, fill }),
      svgElement("rect", { width, height: period, fill: ink }),
    );
    defs().append(pattern);
  }
  return `url("#${id}")`;
}

/** Which way a line runs on the screen, in degrees from the right, as a multiple of a turn. */
function courseOf(ring, projection) {
  const spots = spotsOn(ring, projection, projectedBy(projection));
  const [[x, y], [toX, toY]] = [spots[0], tipOf(spots)];
  const degrees = (Math.atan2(toY - y, toX - x) * 180) / Math.PI;
  return ((Math.round(degrees / TURN) * TURN) + 180) % 180;
}

/** The hatch over the colour of a shape. */
const hatchOf = (colour) => stripes(`hatch-${colour.replace(/\W+/g, "")}`,
  { fill: colour, ink: token("ink"), ...STRIPES.shape });

/** The hatch of a line, in its own ink and across its course: along it, a thin one would be whole. */
const dashesOf = (colour, turn) => stripes(`hatch-line-${colour.replace(/\W+/g, "")}-${turn}`,
  { fill: token("paper"), ink: colour, turn, ...STRIPES.line });

const noFigure = () =>
  stripes("hatch-blank", { fill: token("paper"), ink: token("no-figure-line"), ...NO_FIGURE });

/** Hatch the shapes of a drawn figure: those without a figure, and those of either sign. */
export function hatch(plot) {
  for (const group of plot.querySelectorAll(".choroplethlayer .trace")) {
    const data = group.__data__;
    const meta = data && data[0] && data[0].trace && data[0].trace.meta;
    const [unsure, blank] = ["unsure", "blank"].map((name) => new Set((meta && meta[name]) || []));
    // Their edge lies below the fill: it adds to no width, and hides nothing of what is small.
    group.classList.toggle("cased", Boolean(meta && (meta.lines || meta.cased)));
    const zero = new Set((meta && meta.zero) || []);
    for (const path of group.querySelectorAll(zero.size ? "path" : "path.zero")) {
      path.classList.toggle("zero", zero.has(path.__data__ && path.__data__.loc));
    }
    const isHatched = unsure.size || blank.size;
    for (const path of group.querySelectorAll(isHatched ? "path" : "path.hatched")) {
      const loc = path.__data__ && path.__data__.loc;
      const [isUnsure, isBlank] = [unsure.has(loc), blank.has(loc)];
      path.classList.toggle("unsure", isUnsure);
      path.classList.toggle("hatched", isUnsure || isBlank);
      // Plotly keeps the colour of the class in the attribute; the style lies over it.
      const own = () => {
        const colour = path.getAttribute("fill");
        const { ring } = path.__data__.geojson || {};
        const { projection } = plot._fullLayout[data[0].trace.geo]._subplot;
        return ring ? dashesOf(colour, courseOf(ring, projection)) : hatchOf(colour);
      };
      path.style.fill = isUnsure ? own() : isBlank ? noFigure() : "";
    }
  }
}
