/* Scenes and view that a saved project takes along, and what becomes of them where it is opened: there the
   data may have another name. */

import { checkedDeck } from "../scenes/checked.js";
import { changeDeck, deckRoom, keptDeck, nameDeck, withId } from "../scenes/deck.js";
import { toldDeck } from "../scenes/carried.js";
import { below } from "../words.js";

const LEVEL = "~"; // parts the name of data from the groups of theirs that are open

const nameOfData = (query) => (new URLSearchParams(query).get("world") || "").split(LEVEL)[0];

/** Scenes of this browser that show some data, and the view where it shows them. */
export function scenesOfWorld(world) {
  const { title, list } = keptDeck();
  const here = window.location.search.slice(1);
  const told = toldDeck({ title, list: list.filter(({ query }) => nameOfData(query) === world) });
  return { ...told, view: nameOfData(here) === world ? here : "" };
}

/** The same view of data under the name that they have here. */
function renamed(query, world) {
  const asked = new URLSearchParams(query);
  const [, ...groups] = (asked.get("world") || "").split(LEVEL);
  asked.set("world", [world, ...groups].join(LEVEL));
  return asked.toString();
}

/** Keep the scenes of a project beside those of this browser; those that are there already stay once. */
function keepScenes(told, world) {
  const { title, list } = checkedDeck(told);
  const before = keptDeck();
  const known = before.list.map(({ title: named, note, query }) => JSON.stringify({ title: named, note, query }));
  const here = list.map((one) => ({ ...one, query: renamed(one.query, world) }));
  const fresh = here.filter((one) => !known.includes(JSON.stringify(one))).slice(0, deckRoom());
  if (fresh.length) {
    changeDeck((kept) => [...kept, ...fresh.map(withId)]);
  }
  if (title && !before.title) {
    nameDeck(title);
  }
}

/** Address that a project opens with, in the language of the reader; its scenes are kept. */
export function openedProject(world, told) {
  if (told.list && told.list.length) {
    keepScenes(told, world);
  }
  const asked = new URLSearchParams(renamed(typeof told.view === "string" ? told.view : "", world));
  const lang = new URLSearchParams(window.location.search).get("lang");
  if (lang) {
    asked.set("lang", lang);
  } else {
    asked.delete("lang");
  }
  return below(`/?${asked}`);
}
