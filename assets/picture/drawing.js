/* What stands on the screen as SVG: boxes and their edges, letters line by line, and drawings with
   the styles that the page gives them. Text stays text; it is as long as the page has it, whatever
   the letters. One look at the page, in one go: nothing is changed in it but for that moment. */

import { BOLD_FROM, BOLD_STROKE, copyDrawing, escaped, placedBox, turnOf } from "./copying.js";
import { writtenLines } from "./lines.js";

const SKIPPED = new Set(["SCRIPT", "STYLE", "TEMPLATE", "INPUT", "SELECT", "TEXTAREA", "NOSCRIPT"]);
const SIDES = ["top", "right", "bottom", "left"];
const CLEAR = /^(?:transparent|rgba\(.*, 0\))$/;
const TRIMMED = /^[（《“]|[）》”，。、；：]$/; // wide marks that the browser makes narrow at an end
const HAN = /\p{Script=Han}/u;

const px = (value) => Number.parseFloat(value) || 0;
const round = (value) => Math.round(value * 100) / 100;

function attributesOf(values) {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== "" && value !== null)
    .map(([name, value]) => ` ${name}="${escaped(typeof value === "number" ? round(value) : plainInk(value))}"`)
    .join("");
}

const tag = (name, values) => `<${name}${attributesOf(values)}/>`;

/** Corners of a box that its style cuts to a polygon, as points. */
function cornersOfCut(clip, { left, top, width, height }) {
  const [, listed] = clip.match(/^polygon\((.*)\)$/) || [];
  const along = (text, side) => {
    const calc = text.match(/^calc\((-?[\d.]+)% ([+-]) ([\d.]+)px\)$/);
    if (calc) {
      return (side * calc[1]) / 100 + (calc[2] === "+" ? 1 : -1) * calc[3];
    }
    return text.endsWith("%") ? (side * px(text)) / 100 : px(text);
  };
  return listed && listed.split(/,\s*(?![^()]*\))/).map((pair) => {
    const [x, y] = pair.trim().match(/calc\([^)]*\)|\S+/g);
    return `${round(left + along(x, width))},${round(top + along(y, height))}`;
  }).join(" ");
}

/** A pattern for stripes or spots that a style draws, and its address. */
function patternOf(image, defs) {
  const [, angle, listed] = image.match(/^repeating-linear-gradient\((\d+)deg, (.*)\)$/) || [];
  if (!listed) {
    return "";
  }
  const stops = [...listed.matchAll(/(rgba?\([^)]*\)) ([\d.]+)px/g)].map(([, ink, at]) => [ink, Number(at)]);
  const [[, period]] = stops.slice(-1);
  const inks = stops.filter(([ink], at) => at % 2 === 0 && !CLEAR.test(ink));
  const bars = inks.map(([ink, from]) => {
    const to = stops[stops.findIndex(([, at]) => at === from && true) + 1] || [ink, period];
    const next = stops.filter(([other, at]) => other === ink && at > from)[0] || to;
    return tag("rect", { x: from, y: 0, width: next[1] - from, height: period, fill: ink });
  });
  return defs.add(bars.join(""), { width: period, height: period, patternUnits: "userSpaceOnUse",
    patternTransform: `rotate(${Number(angle) - 90})` });
}

/** What a style lays over the colour of a box. */
function layOver(box, style, shape, defs) {
  const image = style.backgroundImage;
  const [, ink] = image.match(/^linear-gradient\((rgba?\([^)]*\)) 0(?:px|%)?, \1 0(?:px|%)?\)$/) || [];
  if (ink) {
    const [width, height] = style.backgroundSize.split(" ");
    const wide = width.endsWith("%") ? (box.width * px(width)) / 100 : px(width) || box.width;
    const tall = !height || height === "auto" ? box.height : height.endsWith("%")
      ? (box.height * px(height)) / 100 : px(height);
    const down = style.backgroundPositionY === "50%" ? (box.height - tall) / 2 : 0;
    return tag("rect", { x: box.left, y: box.top + down, width: wide, height: tall, fill: ink });
  }
  const [, spot, to] = image.match(/^radial-gradient\(circle, (rgba?\([^)]*\)) 0(?:px|%), \1 ([\d.]+)(?:px|%)/) || [];
  if (spot) {
    const radius = image.includes("%") ? (Math.hypot(box.width, box.height) / 2) * (to / 100) : Number(to);
    return tag("circle", { cx: box.left + box.width / 2, cy: box.top + box.height / 2, r: radius, fill: spot });
  }
  const address = patternOf(image, defs);
  return address ? tag("rect", { ...shape, fill: address }) : "";
}

/** Ground and edges of a box. */
function boxDrawn(element, style, at, defs) {
  const box = at;
  const radius = Math.min(px(style.borderTopLeftRadius), box.width / 2, box.height / 2);
  const round4 = style.borderTopLeftRadius.endsWith("%") ? Math.min(box.width, box.height) / 2 : radius;
  const shape = { x: box.left, y: box.top, width: box.width, height: box.height, rx: round4 || undefined };
  const cut = style.clipPath !== "none" && cornersOfCut(style.clipPath, box);
  let drawn = "";
  if (!CLEAR.test(style.backgroundColor)) {
    drawn += cut ? tag("polygon", { points: cut, fill: style.backgroundColor })
      : tag("rect", { ...shape, fill: style.backgroundColor });
  }
  if (style.backgroundImage !== "none") {
    drawn += layOver(box, style, shape, defs);
  }
  return drawn + edgesDrawn(style, box, shape);
}

function edgesDrawn(style, { left, top, width, height }, shape) {
  const edges = SIDES.map((side) => ({
    side,
    wide: style[`border-${side}-style`] === "none" ? 0 : px(style[`border-${side}-width`]),
    kind: style[`border-${side}-style`],
    ink: style[`border-${side}-color`],
  })).filter(({ wide, ink }) => wide && !CLEAR.test(ink));
  const dashed = ({ kind, wide }) =>
    ({ dashed: `${3 * wide} ${2 * wide}`, dotted: `${wide} ${wide}` })[kind];
  const [first] = edges;
  if (edges.length === 4 && edges.every(({ wide, ink }) => wide === first.wide && ink === first.ink)) {
    const half = first.wide / 2;
    return tag("rect", { x: left + half, y: top + half, width: Math.max(0, width - first.wide),
      height: Math.max(0, height - first.wide), rx: shape.rx, fill: "none", stroke: first.ink,
      "stroke-width": first.wide, "stroke-dasharray": dashed(first) });
  }
  return edges.map((edge) => {
    const half = edge.wide / 2;
    const ends = {
      top: [left, top + half, left + width, top + half],
      bottom: [left, top + height - half, left + width, top + height - half],
      left: [left + half, top, left + half, top + height],
      right: [left + width - half, top, left + width - half, top + height],
    }[edge.side];
    const [x1, y1, x2, y2] = ends;
    return tag("line", { x1, y1, x2, y2, stroke: edge.ink, "stroke-width": edge.wide,
      "stroke-dasharray": dashed(edge) });
  }).join("");
}

/** Letters of one line. */
function lettersOf({ text, left, top, width, height, base }, style) {
  const size = px(style.fontSize);
  const isBold = Number(style.fontWeight) >= BOLD_FROM;
  const ink = { fill: style.color, "font-size": size,
    ...(isBold && { stroke: style.color, "stroke-width": size * BOLD_STROKE }) };
  const under = style.textDecorationLine.includes("underline")
    ? tag("line", { x1: left, x2: left + width, y1: base + size * 0.12, y2: base + size * 0.12,
      stroke: style.color, "stroke-width": Math.max(0.6, size / 16) }) : "";
  const words = escaped(style.textTransform === "uppercase" ? text.toUpperCase() : text);
  if (style.writingMode.startsWith("vertical") && !HAN.test(text)) {
    const turned = { ...ink, transform: `translate(${round(left + width / 2 - size * 0.36)} ${round(top)}) rotate(90)`,
      textLength: height };
    return `<text${attributesOf(turned)}>${words}</text>`;
  }
  const long = [...text].length > 1 && !TRIMMED.test(text) ? width : undefined;
  return `<text${attributesOf({ x: left, y: base, ...ink, textLength: long })}>${words}</text>${under}`;
}

/** A row of the grid that the edge of the grid would cut. */
function isBelowFold(element, { bottom }) {
  const grid = element.classList.contains("ag-row") && element.closest(".ag-body-viewport");
  return Boolean(grid) && bottom > grid.getBoundingClientRect().bottom + 1;
}

function isHidden(element, style) {
  const rect = element.getBoundingClientRect();
  const isClipped = style.position === "absolute" && rect.width <= 1 && rect.height <= 1 && style.overflow === "hidden";
  const isMasked = style.maskImage && style.maskImage !== "none"; // a sign of the grid
  return style.display === "none" || Number(style.opacity) === 0 || SKIPPED.has(element.tagName)
    || isClipped || isMasked || isBelowFold(element, rect);
}

/** An element and all in it. */
function walk(element, defs) {
  const style = getComputedStyle(element);
  if (isHidden(element, style) || element.matches("[data-undrawn]")) {
    return "";
  }
  if (element.tagName.toLowerCase() === "svg") {
    return copyDrawing(element, defs);
  }
  const isSeen = style.visibility === "visible";
  const turn = turnOf(element, style);
  const box = placedBox(element, turn);
  const own = isSeen && style.display !== "contents" ? boxDrawn(element, style, box, defs) : "";
  let inside = "";
  for (const node of unfolded(element)) {
    if (node.nodeType === Node.TEXT_NODE && isSeen) {
      inside += writtenLines(node, style, turn && box).map((line) => lettersOf(line, style)).join("");
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      inside += walk(node, defs);
    }
  }
  if (inside && style.overflow !== "visible" && isCut(element)) {
    inside = `<g clip-path="${defs.clip(tag("rect", { x: box.left, y: box.top, width: box.width, height: box.height }))}">${inside}</g>`;
  }
  const whole = own + inside;
  const opacity = Number(style.opacity);
  const group = { transform: turn, opacity: opacity < 1 ? opacity : undefined };
  return whole && (turn || opacity < 1) ? `<g${attributesOf(group)}>${whole}</g>` : whole;
}

/** What of an element is to be seen: of one that is folded its head. */
function unfolded(element) {
  const isFolded = element.tagName === "DETAILS" && !element.open;
  return isFolded ? element.querySelectorAll(":scope > summary") : element.childNodes;
}

const isCut = ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
  scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1;

/** An element as the inside of an SVG, at its own place on the screen. */
export function drawnInside(element, defs) {
  return walk(element, defs);
}
