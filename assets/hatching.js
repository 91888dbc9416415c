/* Marks that plotly has no words for: hatched shapes whose range spans zero, and dashed edges of
   estimates. A trace names both in its `meta`: {unsure: [ids], kind: "estimated"}. */

const SVG = "http://www.w3.org/2000/svg";
const STRIPES = { shape: { period: 6, width: 1.3 }, line: { period: 4, width: 2.2 } };
const INK = "#1b2430";

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

/** Address of the hatch over one colour; a line is hatched in its own ink. */
function hatchOf(fill, isLine) {
  const id = "hatch-" + (isLine ? "line-" : "") + fill.replace(/\W+/g, "");
  if (!document.getElementById(id)) {
    const { period, width } = isLine ? STRIPES.line : STRIPES.shape;
    const pattern = svgElement("pattern", {
      id, width: period, height: period,
      patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)",
    });
    pattern.append(
      svgElement("rect", { width: period, height: period, fill: isLine ? "#ffffff" : fill }),
      svgElement("rect", { width, height: period, fill: isLine ? fill : INK }),
    );
    defs().append(pattern);
  }
  return `url("#${id}")`;
}

/** Hatch and dash the shapes of a drawn figure. */
export function hatch(plot) {
  for (const group of plot.querySelectorAll(".choroplethlayer .trace")) {
    const data = group.__data__;
    const meta = data && data[0] && data[0].trace && data[0].trace.meta;
    const unsure = new Set((meta && meta.unsure) || []);
    for (const path of group.querySelectorAll(unsure.size ? "path" : "path.unsure")) {
      const isUnsure = unsure.has(path.__data__ && path.__data__.loc);
      path.classList.toggle("unsure", isUnsure);
      // Plotly keeps the colour of the class in the attribute; the style lies over it.
      path.style.fill = isUnsure ? hatchOf(path.getAttribute("fill"), Boolean(meta.lines)) : "";
    }
  }
}
