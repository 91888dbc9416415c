/* Scenes of the file: which one is shown, the step to another by button, list or page key, and what is
   said when a view is not held. Titles and notes are text. */

import { follow, goTo, valueOf } from "../address.js";
import { isInRoom } from "../map/screen.js";
import { lettersAct } from "../page.js";
import { enterHall } from "../present.js";
import { isHeld, keyOfView } from "./held.js";
import { fileData, fileLanguage } from "./opening.js";

const UNHELD_MS = 6000;
const PAGE_KEYS = { PageDown: 1, PageUp: -1 };
const OF_WRITING = "input:not([type=radio], [type=checkbox]), textarea, select, table.pairs td";
const LETTER_OF_NOTE = "n";
const PLACE_KEPT = "file-scene"; // a page in another language is opened anew

const fileScenes = fileData.scenes;
const byId = (id) => document.getElementById(id);
let shownScene = 0;

/** What a scene shows in whatever interval. */
function keyOfScene(search) {
  return keyOfView(search).split("&").filter((part) => !part.startsWith("period=")).join("&");
}

/** An address in the language of the page, unless it names its own. */
function inLanguage(search) {
  const hasOwn = new URLSearchParams(search).has("lang") || fileLanguage === "en";
  return hasOwn ? search : `${search}${search ? "&" : ""}lang=${fileLanguage}`;
}

function rememberScene() {
  try {
    window.sessionStorage[PLACE_KEPT] = shownScene;
  } catch {
    // a browser that keeps nothing for a file finds the first scene that fits
  }
}

function rememberedScene() {
  try {
    return Number(window.sessionStorage[PLACE_KEPT]) || 0;
  } catch {
    return 0;
  }
}

const HALL_KEPT = "file-hall"; // a page of other data is opened anew

/** Keep for the next page of the file whether it is shown in the hall. */
export function rememberHall(isOn) {
  try {
    window.sessionStorage[HALL_KEPT] = isOn ? "on" : "";
  } catch {
    // a browser that keeps nothing for a file leaves the hall
  }
}

/** Go on in the hall, where the page before was shown there. */
export function resumeHall() {
  try {
    if (window.sessionStorage[HALL_KEPT]) {
      enterHall();
    }
  } catch {
    return;
  }
  rememberHall(false);
}

/** The scene of the address: the one that was shown, if it may be, else the first that fits. */
function findScene() {
  const key = keyOfScene(window.location.search);
  const fits = (at) => fileScenes[at] && keyOfScene(fileScenes[at].search) === key;
  return fits(shownScene) ? shownScene : Math.max(0, fileScenes.findIndex((_, at) => fits(at)));
}

const filledWith = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);

/** Name of a scene in the list; where its maker gave it no title, its sentence. */
const nameOf = ({ title, named }) => title || named[fileLanguage];

let hasNote = false; // the reader asked for notes

/** The note of the scene, for whoever asked for it. */
function sayNote() {
  const { note } = fileScenes[shownScene];
  const button = byId("file-note-open");
  button.hidden = !note;
  button.setAttribute("aria-expanded", hasNote);
  byId("file-note").textContent = note;
  byId("file-note").hidden = !(hasNote && note);
}

function turnNote() {
  hasNote = !hasNote;
  sayNote();
  window.dispatchEvent(new Event("resize")); // the picture below it is measured again
}

/** Say which scene is shown. */
function sayScene() {
  shownScene = findScene();
  rememberScene();
  const { title, note } = fileScenes[shownScene];
  const isAlone = fileScenes.length === 1;
  byId("file-scene").hidden = isAlone && !title && !note;
  byId("file-title").textContent = title; // a scene without one has the sentence below
  const place = byId("file-place");
  const count = { place: shownScene + 1, count: fileScenes.length };
  place.textContent = isAlone ? "" : filledWith(place.dataset.said, count);
  sayNote();
  byId("file-choice").value = shownScene;
  for (const button of document.querySelectorAll("[data-scene-step]")) {
    button.disabled = !fileScenes[shownScene + Number(button.dataset.sceneStep)];
  }
}

function goToScene(at) {
  if (fileScenes[at]) {
    shownScene = at;
    goTo(inLanguage(fileScenes[at].search));
  }
}

/** Each tab has its panel; the others are out of sight. */
function showPanel() {
  const open = `panel-${valueOf("view")}`;
  document.querySelectorAll(".panel").forEach((panel) => {
    panel.style.display = panel.classList.contains(open) ? "" : "none";
  });
}

let unheldTimer = 0;

function sayUnheld(isSaid) {
  window.clearTimeout(unheldTimer);
  const line = byId("file-unheld");
  line.hidden = !isSaid;
  line.textContent = isSaid ? line.dataset.said : "";
  if (isSaid) {
    unheldTimer = window.setTimeout(sayUnheld, UNHELD_MS, false);
  }
}

/** A mark that leads to a view of the file. */
function goOn(event) {
  const mark = event.target.closest("[data-goes]");
  const isMeant = event.type === "click" || event.key === "Enter";
  if (mark && isMeant) {
    event.preventDefault();
    const [search, hash] = mark.dataset.goes.split("#");
    follow({ search: `?${search}`, hash: hash ? `#${hash}` : "" });
  }
}

function pressPage(event) {
  const by = PAGE_KEYS[event.key];
  const isBusy = event.altKey || event.ctrlKey || event.metaKey || event.target.closest(OF_WRITING);
  const isRead = !isInRoom() && event.target.closest(".menu, #card, .panel-body"); // a page of what scrolls
  if (by && fileScenes.length > 1 && !isBusy && !isRead) {
    event.preventDefault();
    event.stopImmediatePropagation();
    delete document.documentElement.dataset.blank;
    goToScene(shownScene + by);
  } else if (event.key.toLowerCase() === LETTER_OF_NOTE && lettersAct() && !isBusy) {
    event.stopImmediatePropagation(); // in the hall any other letter wakes the controls
    turnNote();
  }
}

/** Stand at a view of the file, and hear what leads to another. */
export function openScenes() {
  byId("file-scenes").hidden = fileScenes.length === 1;
  if (fileScenes.length > 1) {
    byId("hall-keys").textContent = byId("hall-keys").dataset.scenes;
  }
  byId("file-choice").append(...fileScenes.map((scene, at) =>
    new Option(`${at + 1}. ${nameOf(scene)}`, at)));
  shownScene = rememberedScene();
  if (!isHeld(window.location.search)) {
    shownScene = 0;
    goTo(inLanguage(fileScenes[0].search), true);
  }
  const show = () => {
    showPanel();
    sayScene();
  };
  show();
  window.addEventListener("popstate", show);
  window.addEventListener("keydown", pressPage, true);
  document.addEventListener("keydown", goOn);
  document.addEventListener("click", goOn);
  document.addEventListener("view-unheld", () => sayUnheld(true));
  document.addEventListener("said-shown", () => sayUnheld(false));
  byId("file-note-open").addEventListener("click", turnNote);
  byId("file-choice").addEventListener("change", ({ target }) => goToScene(Number(target.value)));
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-scene-step]");
    if (button) {
      goToScene(shownScene + Number(button.dataset.sceneStep));
    }
  });
}
