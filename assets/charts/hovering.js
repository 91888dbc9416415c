/* What is said on pointing (WCAG 1.4.13): Escape takes it away, and whoever has rested on a mark may
   move onto its words. They stay until the pointer leaves both. */

const REST_MS = 400; // a hand on its way to another mark does not rest
const BESIDE_PX = 8; // words stand a little beside their mark
const POINTER = ["mousemove", "mouseout", "mouseover"];

const wordsOf = (plot) => [...plot.querySelectorAll(".hoverlayer .hovertext")];

function isOnWords(plot, { clientX: x, clientY: y }) {
  return wordsOf(plot).some((words) => {
    const { left, right, top, bottom } = words.getBoundingClientRect();
    return x > left - BESIDE_PX && x < right + BESIDE_PX && y > top - BESIDE_PX && y < bottom + BESIDE_PX;
  });
}

const OVER = "#legend-box, #pictures, .map-buttons"; // what stands over the map

/** What stands over a figure pales where it would cover the words. */
function makeClear(plot) {
  const words = wordsOf(plot).map((one) => one.getBoundingClientRect());
  for (const one of document.querySelectorAll(OVER)) {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    one.classList.toggle("pale", words.some((box) =>
      box.left < right && box.right > left && box.top < bottom && box.bottom > top));
  }
}

const standAgain = () => document.querySelectorAll(".pale").forEach((one) => one.classList.remove("pale"));

const hoveredFigures = new Set();

/** Once for each figure, when it is first drawn. */
export function keepWords(plot) {
  let rested = 0; // when the pointer last moved off the words
  const hear = (event) => {
    const isAtRest = event.timeStamp - rested > REST_MS || plot.dataset.held === "yes";
    if (isAtRest && isOnWords(plot, event)) {
      plot.dataset.held = "yes";
      event.stopPropagation();
    } else if (event.type === "mousemove") {
      rested = event.timeStamp;
      delete plot.dataset.held;
    }
  };
  /* A press is meant for what lies under the pointer, whatever words stood over it. */
  const press = ({ target, clientX, clientY, timeStamp }) => {
    if (plot.dataset.held) {
      delete plot.dataset.held;
      rested = timeStamp;
      target.dispatchEvent(new MouseEvent("mousemove", { bubbles: true, clientX, clientY, view: window }));
    }
  };
  plot.addEventListener("mousedown", press, true);
  POINTER.forEach((kind) => plot.addEventListener(kind, hear, true));
  hoveredFigures.add(plot);
  ["plotly_hover", "plotly_afterplot"].forEach((kind) => plot.on(kind, () => makeClear(plot)));
  plot.on("plotly_unhover", standAgain);
}

/** Take away what is said on pointing; it comes again when the pointer moves on. */
function dismiss() {
  [...hoveredFigures].filter((plot) => !plot.isConnected).forEach((plot) => hoveredFigures.delete(plot));
  for (const plot of hoveredFigures) {
    delete plot.dataset.held;
    if (wordsOf(plot).length) {
      window.Plotly.Fx.unhover(plot);
    }
  }
  standAgain();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    dismiss();
  }
}, true);
