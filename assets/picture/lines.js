/* Where the letters of a piece of text stand: one entry for each line that the browser broke it into. */

const canvas = document.createElement("canvas").getContext("2d");
const ascents = new Map();

/** How far letters of a font rise over the line they stand on, as a share of their box. */
function rise({ fontStyle, fontWeight, fontSize, fontFamily }) {
  const font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  if (!ascents.has(font)) {
    canvas.font = font;
    const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = canvas.measureText("国x");
    ascents.set(font, up / (up + down));
  }
  return ascents.get(font);
}

const squeezed = (text) => text.replace(/\s+/g, " ");

function writtenLine(text, { left, top, width, height }, style) {
  return { text, left, top, width, height, base: top + height * rise(style) };
}

/** Ends of the lines: where the next letter stands lower, or at the head of another column. */
function broken(node, range) {
  const { data } = node;
  const found = [];
  let from = 0;
  let last = null;
  for (let at = 0; at < data.length; at += 1) {
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const [rect] = range.getClientRects();
    if (rect && rect.width) {
      if (last && Math.abs(rect.top - last.top) > last.height / 2) {
        found.push([from, at]);
        from = at;
      }
      last = rect;
    }
  }
  return [...found, [from, data.length]];
}

/** Lines of a text node, as they stand on the screen. */
export function writtenLines(node, style) {
  if (!node.data.trim()) {
    return [];
  }
  const range = document.createRange();
  range.selectNodeContents(node);
  const rects = [...range.getClientRects()].filter(({ width }) => width);
  if (!rects.length) {
    return [];
  }
  const isVertical = style.writingMode.startsWith("vertical");
  if (isVertical && /\p{Script=Han}/u.test(node.data)) {
    return [...node.data].map((sign, at) => {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      return writtenLine(sign, range.getBoundingClientRect(), style);
    });
  }
  const isOne = rects.length === 1 || isVertical;
  const parts = isOne ? [[0, node.data.length]] : broken(node, range);
  return parts.filter(([from, to]) => node.data.slice(from, to).trim()).map(([from, to]) => {
    const text = node.data.slice(from, to);
    range.setStart(node, from + text.length - text.trimStart().length); // blanks at the ends have room, and no ink
    range.setEnd(node, from + text.trimEnd().length);
    return writtenLine(squeezed(text).trim(), range.getBoundingClientRect(), style);
  });
}
