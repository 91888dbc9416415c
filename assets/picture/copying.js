/* Drawings of the page as they are drawn: their marks with the styles that the page gives them, and
   the patterns and clips that they point at, each once. */

const SHAPES = new Set("svg g path rect line circle ellipse polygon polyline text tspan".split(" "));
const DEFINED = new Set("pattern clipPath linearGradient radialGradient".split(" "));
const GEOMETRY = ("x y dx dy x1 y1 x2 y2 cx cy r rx ry d points width height viewBox preserveAspectRatio transform "
  + "gradientUnits gradientTransform patternUnits patternTransform offset stop-color stop-opacity clip-rule").split(" ");
const PAINT = ["fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray",
  "stroke-linecap", "stroke-linejoin", "opacity"];
const OF_LETTERS = ["font-size", "text-anchor", "dominant-baseline"];
const USUAL = { "fill-opacity": "1", "fill-rule": "nonzero", "stroke-opacity": "1", "stroke-dasharray": "none",
  "stroke-linecap": "butt", "stroke-linejoin": "miter", opacity: "1", stroke: "none",
  "text-anchor": "start", "dominant-baseline": "auto" };
export const BOLD_FROM = 600;
export const BOLD_STROKE = 0.035; // of the size: the letters of pictures have one weight
const UNDRAWN = ".hoverlayer, .modebar-container, .draglayer, [data-undrawn]";

/** Text as it may stand in an attribute or between two tags. */
export const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) =>
  ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

/** A colour as every program reads it: that of a mixture is spelled in shares. */
export function plainInk(text) {
  return String(text).replace(/color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.]+))?\)/g, (_, ...parts) => {
    const [red, green, blue] = parts.slice(0, 3).map((share) => Math.round(255 * share));
    return `rgba(${red}, ${green}, ${blue}, ${parts[3] || 1})`;
  });
}

const rounded = (value) => Math.round(value * 100) / 100;

/** How an element is turned or scaled about its middle, as SVG says it; empty when it is not. */
export function turnOf(element, style) {
  const [, listed] = style.transform.match(/^matrix\((.*)\)$/) || [];
  const [a, b, c, d] = listed ? listed.split(",").map(Number) : [1, 0, 0, 1];
  if (a === 1 && b === 0 && c === 0 && d === 1) {
    return "";
  }
  const { left, top, width, height } = element.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const [e, f] = [x - a * x - c * y, y - b * x - d * y];
  return `matrix(${[a, b, c, d, e, f].map(rounded).join(" ")})`;
}

/** Box of an element before it is turned. */
export function placedBox(element, turn) {
  const { left, top, width, height } = element.getBoundingClientRect();
  if (!turn) {
    return { left, top, width, height };
  }
  const { offsetWidth, offsetHeight } = element;
  return { left: left + (width - offsetWidth) / 2, top: top + (height - offsetHeight) / 2,
    width: offsetWidth, height: offsetHeight };
}

/** What a picture defines once and points at: patterns, clips. */
export function newDefs() {
  const known = new Map(); // what stands in it → its id
  const parts = [];
  const keep = (name, attributes, inside) => {
    const key = name + JSON.stringify(attributes) + inside;
    if (!known.has(key)) {
      known.set(key, `d${known.size}`);
      parts.push(tagged(name, { id: known.get(key), ...attributes }, inside));
    }
    return `url(#${known.get(key)})`;
  };
  return {
    add: (inside, attributes) => keep("pattern", attributes, inside),
    clip: (inside) => keep("clipPath", {}, inside),
    point: (id) => {
      const target = document.getElementById(id);
      if (!target || !DEFINED.has(target.nodeName)) {
        return "none";
      }
      const attributes = Object.fromEntries(GEOMETRY.filter((name) => target.hasAttribute(name))
        .map((name) => [name, target.getAttribute(name)]));
      return keep(target.nodeName, attributes, [...target.childNodes].map((one) => copyOf(one, null)).join(""));
    },
    text: () => `<defs>${parts.join("")}</defs>`,
  };
}

/** Paint that points at a pattern of the page, as it is called in the picture. */
function pointedPaint(value, defs) {
  const [, id] = value.match(/url\("?[^#"]*#([^")]+)"?\)/) || [];
  return id && defs ? defs.point(id) : value;
}

function paintOf(node, style, defs) {
  const names = node.nodeName === "text" || node.nodeName === "tspan" ? [...PAINT, ...OF_LETTERS] : PAINT;
  const found = names.map((name) => [name, style.getPropertyValue(name)])
    .filter(([name, value]) => value && value !== USUAL[name])
    .map(([name, value]) => [name, pointedPaint(value, defs).replace(/(\d)px/g, "$1")])
    .map(([name, value]) => [name, plainInk(value)]);
  const values = Object.fromEntries(found);
  return values.stroke ? values : Object.fromEntries(found.filter(([name]) => !name.startsWith("stroke")));
}

/** Words of a drawing keep their length and their weight, whatever the letters. */
function wordStyleOf(node, style) {
  const values = {};
  const isWhole = node.nodeName === "text" && !node.querySelector("tspan");
  const text = node.textContent;
  if ((isWhole || node.nodeName === "tspan") && [...text].length > 1) {
    values.textLength = rounded(node.getComputedTextLength());
  }
  if (isHeavy(style) && style.stroke === "none") {
    values.stroke = style.fill;
    values["stroke-width"] = strokeOf(style);
  }
  return values;
}

/** One node of a drawing with all in it; of a text with a halo one `layer`, the halo or the letters. */
function copyOf(node, defs, layer = "") {
  if (node.nodeType === Node.TEXT_NODE) {
    return escaped(node.data);
  }
  if (node.nodeType !== Node.ELEMENT_NODE || !(SHAPES.has(node.nodeName) || DEFINED.has(node.nodeName))
    || node.matches(UNDRAWN)) {
    return "";
  }
  const style = getComputedStyle(node);
  if (defs && style.display === "none") {
    return "";
  }
  const values = {};
  for (const name of GEOMETRY) {
    if (node.hasAttribute(name) && !(name === "transform" && style.transform === "none")) {
      values[name] = node.getAttribute(name);
    }
  }
  if (style.translate && style.translate !== "none") {
    const shift = `translate(${style.translate.replace(/px/g, "")})`;
    values.transform = values.transform ? `${shift} ${values.transform}` : shift;
  }
  const isMark = node.nodeName !== "g" && node.nodeName !== "svg";
  if (isMark && defs && style.visibility !== "visible") {
    return "";
  }
  Object.assign(values, isMark ? paintOf(node, style, defs) : style.opacity !== "1" ? { opacity: style.opacity } : {});
  if (node.nodeName === "text" || node.nodeName === "tspan") {
    Object.assign(values, wordStyleOf(node, style));
  }
  const clip = style.clipPath;
  if (clip && clip.startsWith("url") && defs) {
    values["clip-path"] = pointedPaint(clip, defs);
  }
  const written = (part) => [...node.childNodes].map((one) => copyOf(one, defs, part)).join("");
  const inside = written(layer);
  if (!inside && (node.nodeName === "g" || node.nodeName === "text")) {
    return "";
  }
  if (!isMark || !isHaloed(style)) {
    return tagged(node.nodeName, values, inside);
  }
  return (layer ? [layer] : Object.keys(LAYERS)).map((part) =>
    tagged(node.nodeName, { ...values, ...LAYERS[part](node, style, values) }, written(part))).join("");
}

const listedOf = (values) => Object.entries(values)
  .filter(([, value]) => value !== undefined)
  .map(([name, value]) => ` ${name}="${escaped(value)}"`)
  .join("");

const tagged = (name, values, inside) => `<${name}${listedOf(values)}>${inside}</${name}>`;

/* What has its stroke below its fill is written twice, the stroke first: programs that draw pictures
   know no order of both. Letters that are heavy have a stroke of their own. */

const isHeavy = (style) => Number(style.fontWeight) >= BOLD_FROM;
const isHaloed = (style) => style.stroke !== "none" && style.paintOrder.startsWith("stroke");
const isLetters = ({ nodeName }) => nodeName === "text" || nodeName === "tspan";
const strokeOf = (style) => rounded(BOLD_STROKE * Number.parseFloat(style.fontSize));
const unstroked = (values) => Object.fromEntries(Object.keys(values).filter((name) => name.startsWith("stroke"))
  .map((name) => [name, undefined]));
const LAYERS = {
  halo: (node, style, values) => ({ fill: "none", "fill-opacity": undefined,
    ...(isLetters(node) && isHeavy(style) && { "stroke-width": Number(values["stroke-width"]) + strokeOf(style) }) }),
  letters: (node, style, values) => ({ ...unstroked(values),
    ...(isLetters(node) && isHeavy(style) && { stroke: style.fill, "stroke-width": strokeOf(style) }) }),
};

/** A drawing of the page at its place on the screen. */
export function copyDrawing(svg, defs) {
  const { left, top, width, height } = svg.getBoundingClientRect();
  if (!width || !height) {
    return "";
  }
  const [wide, tall] = [svg.clientWidth || width, svg.clientHeight || height];
  const view = svg.getAttribute("viewBox") || `0 0 ${rounded(wide)} ${rounded(tall)}`;
  const inside = [...svg.childNodes].map((one) => copyOf(one, defs)).join("");
  const ground = getComputedStyle(svg).backgroundColor;
  const paper = /^(?:transparent|rgba\(.*, 0\))$/.test(ground) ? ""
    : `<rect x="${rounded(left)}" y="${rounded(top)}" width="${rounded(width)}" height="${rounded(height)}" fill="${ground}"/>`;
  return inside && `${paper}<svg x="${rounded(left)}" y="${rounded(top)}" width="${rounded(width)}" height="${rounded(height)}" viewBox="${view}">${inside}</svg>`;
}
