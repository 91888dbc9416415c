/* The show: scenes one after the other in the hall. Each step is an address; which scene is shown is
   kept by the window, because a scene in another language loads the page anew. */

import { goTo } from "../address.js";
import { isInRoom } from "../map/screen.js";
import { lettersAct } from "../page.js";
import { enterHall, fillHall, hearHallKeys } from "../present.js";
import { keptDeck } from "./deck.js";
import { linkedDeck, windowKeeps } from "./linked.js";
import { sceneSaid } from "./words.js";

const SHOWN_KEY = "migration-corridors-shown";
const STEPS_OF_SHOW = { PageDown: (at) => at + 1, PageUp: (at) => at - 1, Home: () => 0, End: () => Infinity };
const NOTE_KEY = "n";

let showing = null; // { isLinked, at, hasNote }, while scenes are shown

const bandOfScene = () => document.getElementById("scene-band");
const CUT = "…"; // ends a title that was the beginning of a sentence
const inBand = (name) => bandOfScene().querySelector(`.band-${name}`);
const shownScenes = () => ((showing.isLinked ? linkedDeck() : keptDeck()) || { list: [] }).list;

function rememberShow() {
  const store = windowKeeps();
  if (store && showing) {
    store[SHOWN_KEY] = JSON.stringify(showing);
  } else if (store) {
    store.removeItem(SHOWN_KEY);
  }
}

/** Title of a scene, unless the sentence below says the same. */
const ownTitle = (title) => {
  const said = document.getElementById("sentence").textContent.replace(/\s+/g, " ");
  return said.startsWith(title.endsWith(CUT) ? title.slice(0, -CUT.length) : title) ? "" : title;
};

/** Title, and interval or year of what is on the screen. */
function sayInBand() {
  if (showing && shownScenes()[showing.at]) {
    inBand("title").textContent = ownTitle(shownScenes()[showing.at].title);
    const told = document.querySelector("#note [data-when]");
    inBand("when").textContent = told ? told.dataset.when : "";
  }
}

/** The band says the scene; the picture below it is measured again when its height is another. */
function fillBand() {
  const band = bandOfScene();
  const before = band.offsetHeight;
  const keys = document.getElementById("hall-keys");
  keys.dataset.usual = keys.dataset.usual || keys.textContent;
  keys.textContent = showing ? keys.dataset.scenes : keys.dataset.usual;
  band.hidden = !showing;
  if (showing) {
    const list = shownScenes();
    const { note } = list[showing.at];
    sayInBand();
    inBand("place").textContent = sceneSaid("place", { place: showing.at + 1, count: list.length });
    inBand("note").textContent = note;
    inBand("note").hidden = !(showing.hasNote && note);
  }
  if (band.offsetHeight !== before) {
    window.dispatchEvent(new Event("resize"));
  }
}

function endShow() {
  showing = null;
  rememberShow();
  fillBand();
}

/** Stand at a scene; past either end the show stays where it is. */
function standAt(wanted) {
  const list = shownScenes();
  if (!list.length) {
    endShow(); // another window has deleted them
    return;
  }
  showing.at = Math.min(Math.max(wanted, 0), list.length - 1);
  rememberShow();
  fillBand();
  goTo(list[showing.at].query, true);
}

/** Show scenes from one on: those of the browser, or those that came with a link. */
export function startShow(at, isLinked) {
  showing = { isLinked, at, hasNote: false };
  standAt(at);
  enterHall();
}

/** Go on with a show after the page was loaded anew. */
export function resumeShow() {
  try {
    showing = JSON.parse((windowKeeps() || {})[SHOWN_KEY] || "null");
  } catch {
    showing = null;
  }
  if (showing && !shownScenes()[showing.at]) {
    endShow();
  }
  if (showing) {
    fillBand();
    enterHall();
  }
}

function pressInShow({ key }) {
  if (!showing) {
    return false;
  }
  fillHall(); // a page that was loaded anew needs a key for the full screen
  if (key in STEPS_OF_SHOW) {
    standAt(STEPS_OF_SHOW[key](showing.at));
    return true;
  }
  if (key.toLowerCase() === NOTE_KEY && lettersAct()) {
    showing.hasNote = !showing.hasNote;
    rememberShow();
    fillBand();
    return true;
  }
  return false;
}

hearHallKeys(pressInShow);

document.addEventListener("presented", () => {
  if (showing && !isInRoom()) {
    endShow();
  }
});

document.addEventListener("said-shown", sayInBand);

document.addEventListener("scenes-changed", () => {
  if (showing && shownScenes()[showing.at]) {
    fillBand();
  }
});
