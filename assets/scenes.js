/* Scenes: views kept with a title and a note. What the reader does in the panel, and which scenes a
   file of another kind is made of. */

import { goTo } from "./address.js";
import { saveFile } from "./exports/making.js";
import { copied, showDrawer } from "./page.js";
import { deckFile, deckLink, deckOfFile, linksDeck } from "./scenes/carried.js";
import { checkedScene } from "./scenes/checked.js";
import { changeDeck, deckRoom, keptDeck, nameDeck, replaceDeck, tryKeeping, undoDeck, withId } from "./scenes/deck.js";
import { linkedDeck, putLinked, remindLinked, takeLinked } from "./scenes/linked.js";
import { fillScenes, proposeTitle, sayScenes } from "./scenes/panel.js";
import { closeRow, editRow, focusAct, rowOf } from "./scenes/rows.js";
import { seenQuery } from "./scenes/seen.js";
import { resumeShow, startShow } from "./scenes/show.js";
import { sceneLimits, sceneSaid, sceneWrong, scenesPanel } from "./scenes/words.js";

/** What is kept, or came with a link: `{ title, list }`. */
const deckInHand = () => (keptDeck().list.length || !linkedDeck() ? keptDeck() : linkedDeck());

/** The scenes of the deck in their order and their title, or the present view alone, which has none:
    `{ title, scenes }`, `{ title, note, query }` each. */
export function chosenScenes() {
  const { title, list } = deckInHand();
  const scenes = list.map(({ title: own, note, query }) => ({ title: own, note, query }));
  return scenes.length ? { title, scenes } : { title: "", scenes: [{ title: "", note: "", query: seenQuery() }] };
}

const sceneOf = (id) => keptDeck().list.find((one) => one.id === id);
const placeOfScene = (id) => keptDeck().list.findIndex((one) => one.id === id);
const numbered = (number) => number.toLocaleString(document.documentElement.lang);
let openedScene = ""; // the scene that was opened last

/** Whether some more scenes have room; says so where they have none. */
function hasRoom(count = 1) {
  if (count > deckRoom()) {
    sayScenes(sceneSaid("full", { most: sceneLimits().kept }), true);
  }
  return count <= deckRoom();
}

/** Put a scene after another one, or at the end. */
function addScene(scene, after) {
  changeDeck((list) => list.toSpliced(after === undefined ? list.length : after + 1, 0, scene));
}

function changeScene(id, changes) {
  changeDeck((list) => list.map((one) => (one.id === id ? { ...one, ...changes } : one)));
}

/** Move a scene to a place of the list. */
function moveScene(id, to) {
  const from = placeOfScene(id);
  const count = keptDeck().list.length;
  if (from < 0 || to < 0 || to >= count || from === to) {
    return;
  }
  changeDeck((list) => list.toSpliced(from, 1).toSpliced(to, 0, list[from]));
  sayScenes(sceneSaid("moved", { title: sceneOf(id).title, place: to + 1, count }));
}

const actsOnScene = {
  up: (id) => moveScene(id, placeOfScene(id) - 1),
  down: (id) => moveScene(id, placeOfScene(id) + 1),
  edit: (id) => editRow(id, sceneOf(id)),
  update(id) {
    changeScene(id, { query: seenQuery() });
    sayScenes(sceneSaid("updated", sceneOf(id)));
  },
  double(id) {
    if (hasRoom()) {
      const { title, ...rest } = sceneOf(id);
      const copy = [...sceneSaid("copyOf", { title })].slice(0, sceneLimits().title).join("");
      addScene(withId({ ...rest, title: copy }), placeOfScene(id));
      sayScenes(sceneSaid("doubled", { title }));
    }
  },
  delete(id) {
    const { title } = sceneOf(id);
    changeDeck((list) => list.filter((one) => one.id !== id));
    sayScenes(sceneSaid("deleted", { title }));
  },
};

function undoScenes() {
  undoDeck();
  sayScenes(sceneSaid("undone"));
}

/** Copy a link to the scenes that one holds, and say how many these are. */
async function copyDeckLink() {
  const deck = keptDeck();
  const [count, most] = [deck.list.length, sceneLimits().linked];
  const link = await deckLink(deck);
  if (!link) {
    sayScenes(sceneSaid("noPacking"), true);
    return;
  }
  if (!(await copied(link))) {
    window.prompt(sceneSaid("linkByHand"), link);
  }
  sayScenes(sceneSaid(count > most ? "linkCut" : "linkCopied", { count, most }));
}

const actsOnDeck = {
  undo: undoScenes,
  show: () => startShow(Math.max(0, openedScene ? placeOfScene(openedScene) : 0), false),
  write() {
    const { blob, name } = deckFile(keptDeck());
    saveFile(blob, name);
    sayScenes(sceneSaid("written", { name }));
  },
  link: () => copyDeckLink(),
  clear() {
    changeDeck(() => []);
    sayScenes(sceneSaid("emptied"));
  },
  "show-linked": () => startShow(0, true),
  "keep-linked"() {
    const { title, list } = linkedDeck();
    if (hasRoom(list.length)) {
      changeDeck((own) => [...own, ...list.map(withId)]);
      if (!keptDeck().title) {
        nameDeck(title);
      }
      putLinked(null);
      fillScenes();
      sayScenes(sceneSaid("keptLinked", { count: numbered(list.length) }));
    }
  },
  "drop-linked"() {
    putLinked(null);
    fillScenes();
    scenesPanel().querySelector("#scenes-close").focus();
  },
};

function pressAct(button) {
  const { sceneAct: act } = button.dataset;
  const row = button.closest("[data-scene]");
  if (act === "cancel") {
    closeRow(row);
  } else if (row) {
    const { scene: id } = row.dataset;
    actsOnScene[act](id);
    if (act !== "edit") {
      focusAct(id, act);
    }
  } else {
    actsOnDeck[act]();
    if (button.disabled && document.activeElement === document.body) {
      scenesPanel().querySelector("[data-scene-act='undo']:enabled, #scenes-close").focus();
    }
  }
}

/** Open a scene at its address as it was saved; nothing of the present view stays. */
function openScene(link) {
  openedScene = link.closest("[data-scene]").dataset.scene;
  const { search } = new URL(link.href);
  goTo(search.slice(1), search === window.location.search);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-scene-act]");
  const link = event.target.closest("#scenes a.scene-title");
  if (button) {
    pressAct(button);
  } else if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey && event.button === 0) {
    event.preventDefault();
    openScene(link);
  }
});

/* Forms: a new scene, and one that is changed in its row. */

function writtenScene(form, query) {
  const { title, note } = form.elements;
  return checkedScene({ title: title.value, note: note.value, query }, 1);
}

function saveNew(form) {
  if (!hasRoom()) {
    return;
  }
  const scene = writtenScene(form, seenQuery());
  addScene(withId(scene));
  form.elements.note.value = "";
  delete form.elements.title.dataset.written;
  proposeTitle();
  sayScenes(sceneSaid("saved", scene));
}

function saveEdited(form) {
  const row = form.closest("[data-scene]");
  const { scene: id } = row.dataset;
  const { title, note } = writtenScene(form, "");
  changeScene(id, { title, note });
  closeRow(row);
  sayScenes(sceneSaid("edited", { title }));
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("#scenes form");
  if (form) {
    event.preventDefault();
    try {
      (form.id === "scene-new" ? saveNew : saveEdited)(form);
    } catch ({ message }) {
      sayScenes(message, true);
    }
  }
});

document.addEventListener("input", ({ target }) => {
  if (target.closest("#scene-new") && target.name === "title") {
    target.dataset.written = target.value ? "yes" : "";
  } else if (target.id === "deck-title") {
    nameDeck(target.value);
  }
});

/* Files. */

async function openDeckFile(file) {
  const before = (reason) => sceneWrong("before", { reason });
  try {
    const { world, version, title, list } = await deckOfFile(file);
    const own = scenesPanel().dataset;
    replaceDeck({ title, list: list.map(withId) });
    const said = [sceneSaid("opened", { count: numbered(list.length), name: file.name })];
    if (world !== own.world) {
      said.push(sceneSaid("otherWorld", { name: world || sceneSaid("unknown") }));
    } else if (version !== own.version) {
      said.push(sceneSaid("otherVersion"));
    }
    sayScenes(said.join(" "));
  } catch ({ message }) {
    sayScenes(before(message), true);
  }
}

document.addEventListener("change", ({ target }) => {
  if (target.id === "scenes-file" && target.files.length) {
    const [file] = target.files;
    openDeckFile(file).finally(() => { target.value = ""; });
  }
});

/* Order, by drag and by keys. */

let draggedScene = "";

for (const kind of ["dragstart", "dragover", "drop", "dragend"]) {
  document.addEventListener(kind, (event) => {
    const row = event.target.closest && event.target.closest("#scene-list > li");
    if (kind === "dragstart" && row) {
      draggedScene = row.dataset.scene;
      event.dataTransfer.effectAllowed = "move";
    } else if (draggedScene && row && kind !== "dragend") {
      event.preventDefault();
      if (kind === "drop") {
        moveScene(draggedScene, placeOfScene(row.dataset.scene));
      }
    }
    if (kind === "drop" || kind === "dragend") {
      draggedScene = "";
    }
  });
}

function pressInPanel(event) {
  const { key, altKey, ctrlKey, metaKey, target } = event;
  const row = target.closest("#scene-list > li");
  const by = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (altKey && by && row) {
    event.preventDefault();
    moveScene(row.dataset.scene, placeOfScene(row.dataset.scene) + by);
    rowOf(row.dataset.scene).scrollIntoView({ block: "nearest" });
  } else if ((ctrlKey || metaKey) && key === "z" && !target.closest("input, textarea")) {
    event.preventDefault();
    const button = scenesPanel().querySelector("[data-scene-act='undo']");
    button.click();
  }
}

document.addEventListener("keydown", (event) => {
  if (event.target.closest && event.target.closest("#scenes")) {
    pressInPanel(event);
  }
});

/* The page opens, or a link to scenes is put into its address. */

async function readDeckLink() {
  const isLink = linksDeck(window.location.hash);
  try {
    if (await takeLinked()) {
      sayScenes(sceneSaid("fromLink", { count: numbered(linkedDeck().list.length) }));
    }
  } catch ({ message }) {
    sayScenes(message, true);
  }
  if (isLink) {
    fillScenes();
    showDrawer("scenes");
  }
}

/** Say beside each file of scenes how many it takes. */
function countTaken() {
  const count = deckInHand().list.length;
  for (const said of document.querySelectorAll("[data-taken]")) {
    const { taken, one, many } = said.dataset;
    const words = [taken, one][count] ?? many;
    said.textContent = words.replace("%n", numbered(count));
  }
}

function fillAll() {
  fillScenes();
  countTaken();
}

/** Show the scenes, go on with a show, and open what a link brought. */
export function hearScenes() {
  tryKeeping();
  remindLinked();
  fillAll();
  document.addEventListener("scenes-changed", fillAll);
  document.addEventListener("said-shown", fillAll);
  window.addEventListener("hashchange", readDeckLink);
  resumeShow();
  readDeckLink();
}
