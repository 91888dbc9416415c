/* In the hall: name and number of what is chosen stand in the sea, at the end of a line from it, as
   the column says them. The line ends at the head of the corridor, or in the middle of the region. */

const SVG_SPACE = "http://www.w3.org/2000/svg";
const [PAD_PX, LINE_PX, EDGE_OFF_PX, STEP_PX, LEAST_PX, OFF_PX] = [10, 24, 12, 16, 56, 6];

const CAPE_PX = 12;
const PLACED = "visibility: visible"; // as every text that has found its place

function element(name, attributes, text = "") {
  const made = document.createElementNS(SVG_SPACE, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.textContent = text;
  return made;
}

/** Where the line begins, on the screen. */
function anchorOf(arrow, shape) {
  if (arrow && arrow.getTotalLength()) {
    // The outline runs along one side to the head and back along the other.
    const { x, y } = arrow.getPointAtLength(arrow.getTotalLength() / 2).matrixTransform(arrow.getScreenCTM());
    return [x, y];
  }
  const { left, right, top, bottom } = shape.getBoundingClientRect();
  return [(left + right) / 2, (top + bottom) / 2];
}

const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Shares of a length, so near to one another that no cape lies between two. */
function sharesOf(length) {
  const steps = Math.ceil(length / CAPE_PX);
  return Array.from({ length: steps + 1 }, (_, i) => i / steps);
}

/** Whether a box of the screen lies on a region. */
function isOnLand(box, shapes) {
  const [left, top, right, bottom] = [box.left - OFF_PX, box.top - OFF_PX, box.right + OFF_PX, box.bottom + OFF_PX];
  return shapes.some((path) => {
    if (!meets(box, path.getBoundingClientRect())) {
      return false;
    }
    const toLocal = path.getScreenCTM().inverse();
    const spots = sharesOf(right - left).flatMap((x) => sharesOf(bottom - top).map((y) =>
      [left + x * (right - left), top + y * (bottom - top)]));
    return spots.some(([x, y]) => path.isPointInFill(new DOMPoint(x, y).matrixTransform(toLocal)));
  });
}

/** The free place of a size that is nearest to a spot; null where there is none. */
function freePlace([x, y], { width, height }, frame, isFree) {
  const found = [];
  for (let left = frame.left + EDGE_OFF_PX; left + width < frame.right - EDGE_OFF_PX; left += STEP_PX) {
    for (let top = frame.top + EDGE_OFF_PX; top + height < frame.bottom - EDGE_OFF_PX; top += STEP_PX) {
      const across = Math.max(left - x, 0, x - left - width);
      const down = Math.max(top - y, 0, y - top - height);
      found.push({ left, top, right: left + width, bottom: top + height, off: Math.hypot(across, down) });
    }
  }
  return found.sort((a, b) => a.off - b.off).find(isFree) || null;
}

/** Parts of the leader in the coordinates of a holder; nothing outside the hall. */
export function leaderOf(plot, holder, arrow, shape, shapes) {
  const told = (part) => document.querySelector(`#chosen .chosen-${part}`);
  const [name, number] = [told("name"), told("number")];
  if (document.documentElement.dataset.room !== "on" || !name || !(arrow || shape)) {
    return [];
  }
  const lines = [
    element("text", { class: "leader-name", style: PLACED }, name.textContent),
    element("text", { class: "leader-number", style: PLACED }, number.dataset.short),
  ];
  holder.append(...lines); // to be measured
  const widest = Math.max(...lines.map((line) => line.getComputedTextLength()));
  const size = { width: widest + 2 * PAD_PX, height: lines.length * LINE_PX + PAD_PX };
  const over = [...document.querySelectorAll(".map-buttons, #note, header, .clock-controls")].map((one) => one.getBoundingClientRect());
  const from = anchorOf(arrow, shape);
  const box = freePlace(from, size, plot.getBoundingClientRect(), (one) =>
    one.off >= LEAST_PX && !over.some((other) => meets(one, other)) && !isOnLand(one, shapes));
  lines.forEach((line) => line.remove());
  if (!box) {
    return [];
  }
  const toLocal = holder.getScreenCTM().inverse();
  const local = (x, y) => new DOMPoint(x, y).matrixTransform(toLocal);
  const within = (value, low, high) => Math.max(low, Math.min(value, high));
  const [start, end] = [local(...from),
    local(within(from[0], box.left, box.right), within(from[1], box.top, box.bottom))];
  const corner = local(box.left, box.top);
  const ends = { x1: start.x, y1: start.y, x2: end.x, y2: end.y };
  lines.forEach((line, at) => {
    line.setAttribute("x", corner.x + PAD_PX);
    line.setAttribute("y", corner.y + (at + 0.9) * LINE_PX);
  });
  return [
    element("line", { class: "leader-casing", ...ends }),
    element("line", { class: "leader-line", ...ends }),
    element("rect", { class: "leader-box", x: corner.x, y: corner.y, ...size }),
    ...lines,
  ];
}
