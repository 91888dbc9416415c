/* A picture of what is on the screen: title, sentence and filters above, the map or the open tab with
   what is chosen beside it, source, date and address below. The server gives it its letters. */

import { cleanQuery, valueOf } from "../address.js";
import { madeByServer, offerExport } from "../exports/making.js";
import { newDefs, escaped } from "./copying.js";
import { drawnInside } from "./drawing.js";
import { withPseudo } from "./pseudo.js";
import { sayRowsInSight } from "../tables/grid.js";
import { below, spoken } from "../words.js";

const EDGE = 20; // pixels around everything
const GAP = 14;
const LEAST_WIDTH = 600;
const [TALL, LEAST_HEIGHT] = [1.2, 480]; // times the map, from where on a card stands in columns
const FAMILY = "Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif";

/** A part of the page without its ids, for a second place. */
function cloned(id, name) {
  const copy = document.getElementById(id).cloneNode(true);
  copy.removeAttribute("id");
  copy.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
  copy.className = name;
  return copy;
}

const titled = (text) => text.replace(/\s+/g, " ").trim();

function wordLine(name, text) {
  const element = document.createElement("p");
  element.className = name;
  element.textContent = text;
  return element;
}

/** Words above and below, as wide as the picture. */
function wordsOfSheet(width, title) {
  const sheet = document.createElement("div");
  sheet.className = "picture-sheet";
  sheet.style.width = `${width}px`;
  const [head, foot] = ["picture-head", "picture-foot"].map((name) => {
    const part = document.createElement("div");
    part.className = name;
    sheet.append(part);
    return part;
  });
  const tab = document.querySelector("header [role='tab'][aria-selected='true']");
  const world = titled(document.querySelector("header h1").textContent);
  head.append(
    wordLine("picture-title", title || `${world} · ${titled(tab ? tab.textContent : "")}`),
    cloned("sentence", "picture-sentence"),
    cloned("counted", "picture-counted"),
    cloned("chips", "picture-chips"),
  );
  const day = new Date().toLocaleDateString(spoken, { dateStyle: "long" });
  foot.append(cloned("note", "picture-note"), wordLine("picture-address", `${window.location.origin}${window.location.pathname}${cleanQuery()} · ${day}`));
  document.querySelector("main").append(sheet);
  return { sheet, head, foot };
}

/** What the picture shows beside its words: rows of elements, each row from the left. */
function partsOfView() {
  const view = valueOf("view");
  const isMap = view === "map";
  const main = isMap ? document.querySelector(".panel-map .map-box") : document.getElementById(`tab-${view}`).parentElement;
  const card = document.getElementById("card");
  const rows = [card.offsetParent ? [main, card] : [main]];
  const clock = document.getElementById("clock");
  return isMap && clock.offsetParent ? [...rows, [clock]] : rows;
}

const sizeOfPart = (element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { left, top, width: Math.max(width, element.scrollWidth), height: Math.max(height, element.scrollHeight) };
};

function placedRow(row, top) {
  let left = EDGE;
  const placed = row.map((element) => {
    const size = sizeOfPart(element);
    const at = { element, dx: left - size.left, dy: top - size.top, ...size };
    left += size.width + GAP;
    return at;
  });
  return { placed, width: left - GAP - EDGE, height: Math.max(...placed.map(({ height }) => height)) };
}

/* What scrolls on the page stands whole in a picture: for that moment it is as high as what is in it,
   and so is all that holds it. */

const WHOLE = { overflow: "visible", height: "auto", "max-height": "none" };
const scrolls = (element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowY)
  && element.scrollHeight > element.clientHeight + 1;

function unrolled(parts) {
  const holders = new Set();
  for (const part of parts) {
    for (const one of [part, ...part.querySelectorAll("*:not(svg, svg *, .ag-root-wrapper *)")].filter(scrolls)) {
      for (let at = one; at && at !== part.parentElement; at = at.parentElement) {
        holders.add(at);
      }
    }
  }
  const before = [...holders].map((element) => [element, element.getAttribute("style")]);
  for (const element of holders) {
    Object.entries(WHOLE).forEach(([name, value]) => element.style.setProperty(name, value, "important"));
  }
  return () => before.forEach(([element, style]) =>
    (style === null ? element.removeAttribute("style") : element.setAttribute("style", style)));
}

/** A card much higher than what it stands beside goes on in columns. */
function columned([main, card]) {
  const height = Math.max(LEAST_HEIGHT, main.getBoundingClientRect().height);
  if (card && card.scrollHeight > TALL * height) {
    card.style.setProperty("--picture-height", `${height}px`);
    card.style.setProperty("--picture-column", `${card.clientWidth}px`);
    card.classList.add("picture-columns");
  }
}

const IN_ONE_PIECE = "p, li, tr, h2, h3, h4, figcaption, summary, [data-figure]";

/** How far down a picture of the beginning of a part goes, so that nothing in one piece is cut. */
function uncutHeight(part, most) {
  const { top } = part.getBoundingClientRect();
  const pieces = [...part.querySelectorAll(IN_ONE_PIECE)].map((one) => one.getBoundingClientRect())
    .filter(({ width, height }) => width > 1 && height > 1 && height < most)
    .map((box) => [box.top - top, box.bottom - top])
    .sort(([, one], [, other]) => other - one); // what ends lowest first: what it starts below is cut by none of these
  return pieces.reduce((end, [from, to]) => (from < end && to > end ? from : end), most);
}

/** What a slide shows: the map, of a tab the part that is made for it and whole, else its beginning;
    the words of the view stand beside it. */
function partOfSlide(tallest) {
  const [[main]] = partsOfView();
  const part = main.querySelector("[data-on-slides]");
  const { left, top, width, height } = (part || main).getBoundingClientRect();
  const isWhole = part || valueOf("view") === "map";
  const shown = isWhole ? height : uncutHeight(main, Math.min(height, width * tallest));
  return { part: part || main, left, top, width, height: shown };
}

function svgOf({ width, height, name, about, defs, drawn }) {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`
    + ` font-family="${FAMILY}" lang="${document.documentElement.lang}"><title>${escaped(name)}</title>`
    + `<desc>${escaped(about)}</desc>${defs.text()}<rect width="${width}" height="${height}" fill="#ffffff"/>${drawn}</svg>`;
}

const sentenceSaid = () => titled(document.getElementById("sentence").textContent);

/** What is seen of the map or the open tab as SVG text, without words around it. */
export function slidePicture(title, tallest) {
  const root = document.documentElement;
  root.dataset.picturing = "";
  sayRowsInSight();
  const made = [...document.querySelectorAll("[data-on-slides]")].filter((one) => one.offsetParent);
  const rollUp = unrolled(made);
  try {
    const defs = newDefs();
    const { part, left, top, width, height } = partOfSlide(tallest);
    const inside = withPseudo(part, () => drawnInside(part, defs));
    const drawn = `<g transform="translate(${Math.round(-left)} ${Math.round(-top)})">${inside}</g>`;
    return svgOf({ width: Math.round(width), height: Math.round(height), name: title, about: sentenceSaid(), defs, drawn });
  } finally {
    rollUp();
    delete root.dataset.picturing;
  }
}

/** The picture as SVG text, without letters. */
export function pictureOf({ title, parts = partsOfView() } = {}) {
  const root = document.documentElement;
  root.dataset.picturing = "";
  sayRowsInSight();
  const rollUp = unrolled(parts.flat());
  columned(parts[0]);
  const defs = newDefs();
  const draw = ({ element, dx, dy }) =>
    `<g transform="translate(${Math.round(dx)} ${Math.round(dy)})">${withPseudo(element, () => drawnInside(element, defs))}</g>`;
  let sheet = null;
  try {
    const width = Math.max(LEAST_WIDTH, ...parts.map((row) => placedRow(row, 0).width));
    const words = wordsOfSheet(width, title);
    sheet = words.sheet;
    let top = EDGE;
    const all = [[words.head], ...parts, [words.foot]].map((row) => {
      const made = placedRow(row, top);
      top += made.height + GAP;
      return made.placed.map(draw).join("");
    });
    const [wide, tall] = [Math.ceil(width + 2 * EDGE), Math.ceil(top - GAP + EDGE)];
    const name = titled(words.head.querySelector(".picture-title").textContent);
    return svgOf({ width: wide, height: tall, name, about: sentenceSaid(), defs, drawn: all.join("") });
  } finally {
    document.getElementById("card").classList.remove("picture-columns");
    rollUp();
    delete root.dataset.picturing;
    if (sheet) {
      sheet.remove();
    }
  }
}

/** When the view that the address asks for is shown. */
export async function shownView() {
  while ("waiting" in document.body.dataset) {
    await new Promise((resolve) => document.addEventListener("said-shown", resolve, { once: true }));
  }
  await new Promise((resolve) => window.requestAnimationFrame(() => window.requestAnimationFrame(resolve)));
}

/** The three kinds of pictures in the menu. */
export function offerPictures() {
  for (const kind of ["png", "svg", "pdf"]) {
    offerExport(kind, async ({ signal }) => {
      await shownView();
      return madeByServer(below(`/picture.${kind}${cleanQuery()}`), pictureOf(), "image/svg+xml", signal);
    });
  }
}
