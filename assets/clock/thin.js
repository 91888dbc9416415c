/* Where intervals are many, not all of them have room for their words: those that would run into
   others are unsaid, until they are chosen, pointed at or stepped on. Each can be pressed, and has
   its name. */

const WORDS_GAP_PX = 4;
const WORD_ROWS = [
  ["#clock .clock-segments label", ":checked"],
  ["#clock .strip-bars div", ".bar-on"],
];

/** Both ends of the words of a box, in its middle as far as the window lets them, and how far off. */
function spreadOf(box) {
  const { left, width } = box.getBoundingClientRect();
  const half = box.querySelector("span").getBoundingClientRect().width / 2 + WORDS_GAP_PX / 2;
  const middle = left + width / 2;
  const shift = Math.max(0, half - middle) - Math.max(0, middle + half - window.innerWidth);
  return [middle + shift - half, middle + shift + half, shift];
}

function thinRow(boxes, isChosen) {
  const reaches = boxes.map(spreadOf);
  const ends = [0, boxes.length - 1];
  const first = [...boxes.keys()].filter((at) => isChosen(boxes[at]));
  const said = new Set();
  for (const at of [...first, ...ends, ...boxes.keys()]) {
    const [left, right] = reaches[at];
    if (!said.has(at) && [...said].every(
      (one) => right <= reaches[one][0] || reaches[one][1] <= left)) {
      said.add(at);
    }
  }
  boxes.forEach((box, at) => {
    const { left, right } = box.getBoundingClientRect();
    box.classList.toggle("clock-unsaid", !said.has(at));
    box.classList.toggle("clock-wide", reaches[at][0] < left || right < reaches[at][1]);
    box.querySelector("span").style.translate = reaches[at][2] ? `${reaches[at][2]}px` : "";
    box.title = said.has(at) ? "" : box.textContent;
  });
}

/** Leave out the words that have no room now. */
export function thinClock() {
  for (const [boxes, chosen] of WORD_ROWS) {
    const shown = [...document.querySelectorAll(boxes)].filter((box) => box.offsetParent);
    if (shown.length) {
      thinRow(shown, (box) => box.matches(chosen) || box.querySelector(chosen));
    }
  }
}
