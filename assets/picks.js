/* Picking: a click names a place, an interval or a whole address; a second one on it lets go. */

import { choose, follow, hasCorridors, valueOf } from "./address.js";
import { isEmbedded, openWhole } from "./embed/alone.js";
import { isInRoom, narrow } from "./map/screen.js";
import { below } from "./words.js";

function clicked(data) {
  const point = data && data.points && data.points[0];
  const said = point && (point.customdata || point.data.meta); // a filled outline has no points
  return said ? String(said) : "";
}

function pickPlace(place) {
  choose("place", valueOf("place") === place ? "" : place);
}

const picks = {
  map: pickPlace,
  timeline(what) {
    if (what.startsWith("period:")) {
      choose("period", what.slice(7));
    } else if (what.startsWith("#")) {
      choose("view", "sources");
      window.history.replaceState({}, "", window.location.search + what);
    } else {
      pickPlace(what);
    }
  },
};

/** What a click on a figure names: an address leads there, the rest is for the figure to say. */
export function pick(id, data) {
  const what = clicked(data);
  if (isEmbedded() && /^[/#]/.test(what)) {
    openWhole(what); // another view than the one that is framed
  } else if (what.startsWith("/")) {
    follow(new URL(what, window.location.href));
  } else if (what && picks[id]) {
    picks[id](what);
  }
}

const inOrder = (text) => text.split(",").sort().join(",");

/** Rows of the table and corridors of the address are the same choice. */
export function pickRows(rows) {
  const keys = (rows || []).map((row) => row.key).filter(Boolean).join(",");
  const before = valueOf("place");
  if (inOrder(keys) !== inOrder(before) && (keys || hasCorridors(before))) {
    choose("place", keys);
  }
}

/* A link inside the page changes the view and keeps the parameters that nobody knows. */
document.addEventListener("click", (event) => {
  const link = event.target.closest(`a[href^='${below("/?")}'], a[href='${below("/")}']`);
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (link && plain && event.button === 0 && !isEmbedded()) {
    event.preventDefault();
    event.stopPropagation();
    follow(new URL(link.href));
  }
}, true);

/* A button that sets one field. */
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-role]");
  if (button) {
    choose(button.dataset.role, button.dataset.value);
  }
});

/* The search of places: names are compared without tones, blanks, points and letter case, as
   geo/view/mending.py folds them, and the best match stands first. */

const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "");

/** The lower the better: the whole name, its beginning, its inside; none when it is no name of it. */
function rank({ names }, wanted) {
  const ranks = names.map((name, at) => {
    const found = name.indexOf(wanted);
    const kind = name === wanted ? 0 : (found === 0 ? 1 : 2);
    return found < 0 ? Infinity : kind * names.length + at;
  });
  const best = Math.min(...ranks);
  return best === Infinity ? best : Math.floor(best / names.length) + (best % names.length) / 1000;
}

const WHOLE_FROM = 3; // letters: shorter names begin too many others
const NEAR_FROM = 5; // letters: shorter names are near to too many

/** Whether two names differ by one letter: another, one more or less, or two neighbours changed round. */
function isNear(name, wanted) {
  const [a, b] = [[...name], [...wanted]];
  if (Math.min(a.length, b.length) < NEAR_FROM || Math.abs(a.length - b.length) > 1) {
    return false;
  }
  let first = 0;
  while (first < a.length && a[first] === b[first]) {
    first += 1;
  }
  const rest = (letters, from) => letters.slice(from).join("");
  const isTurned = a[first] === b[first + 1] && a[first + 1] === b[first]
    && rest(a, first + 2) === rest(b, first + 2);
  return isTurned || rest(a, first + 1) === rest(b, first + 1)
    || rest(a, first + 1) === rest(b, first) || rest(a, first) === rest(b, first + 1);
}

/** Groups of a list with what holds of their entries; none that is empty. */
const groupsOf = (options, holds) => options
  .map(({ group, items }) => ({ group, items: items.filter(holds) }))
  .filter(({ items }) => items.length);

/** Entries of a group that have the name, the best first; a tie stays in its order. */
function matching({ group, items }, wanted) {
  const ranked = items.map((item) => [rank(item, wanted), item])
    .filter(([at]) => at < Infinity)
    .sort(([a], [b]) => a - b);
  return { best: ranked.length ? ranked[0][0] : Infinity, group, items: ranked.map(([, item]) => item) };
}

function bestNames({ options, search }) {
  const wanted = fold(search);
  if (!wanted || options.some(({ items }) => items.some(({ label }) => label === search))) {
    return options;
  }
  const whole = groupsOf(options, ({ names }) => names.includes(wanted));
  const isLacking = whole.some(({ items }) => items.some(({ disabled }) => disabled));
  if (isLacking && wanted.length >= WHOLE_FROM) {
    return whole; // it is no part or slip of another name
  }
  const found = options.map((group) => matching(group, wanted))
    .filter(({ items }) => items.length)
    .sort((a, b) => Math.floor(a.best) - Math.floor(b.best))
    .map(({ group, items }) => ({ group, items }));
  // What no name holds may be a slip of one letter.
  return found.length ? found : groupsOf(options, ({ names }) => names.some((name) => isNear(name, wanted)));
}

/** Let the search of Mantine ask by name. */
export function offerSearch() {
  window.dashMantineFunctions = Object.assign({}, window.dashMantineFunctions, { bestNames });
}

/* Enter takes the best match, unless an entry was reached by arrows: the list then takes that one.
   The focus goes to the head of the card that opens; Escape closes the card and brings it back. */

let searched = null; // the field that a place was searched in, and the place before

const isSearch = (field) => String(field.id).includes('"search"');

document.addEventListener("keydown", (event) => {
  const field = event.key === "Enter" && !event.isComposing && event.target;
  if (!field || !isSearch(field) || !field.value) {
    return;
  }
  searched = { field, before: valueOf("place"), isLed: false };
  const list = document.getElementById(field.getAttribute("aria-controls"));
  const first = list && list.querySelector("[role='option']:not([data-combobox-disabled])");
  if (first && !list.querySelector("[data-combobox-selected]")) {
    event.preventDefault();
    event.stopPropagation();
    first.click();
  }
}, true);

/** Lead to the card of what was searched; the sheet of a narrow screen takes the focus itself. */
document.addEventListener("said-shown", () => {
  const head = document.querySelector("#card h2");
  const isFound = searched && !searched.isLed && document.activeElement === searched.field
    && valueOf("place") && valueOf("place") !== searched.before;
  if (isFound && head && !narrow.matches) {
    searched.isLed = true;
    head.tabIndex = -1;
    head.focus();
  }
});

document.addEventListener("keydown", (event) => {
  const isOnCard = event.key === "Escape" && searched && searched.isLed
    && event.target.closest("#card");
  if (isOnCard && !isInRoom()) {
    choose("place", "");
    searched.field.focus();
    searched = null;
  }
});
