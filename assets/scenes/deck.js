/* The deck: the scenes of this browser in their order. Every change reads what is kept, changes it and
   keeps it, so that two windows lose nothing of each other; a change is taken back by merging. */

import { checkedScene } from "./checked.js";
import { sceneLimits, scenesPanel } from "./words.js";

const KEPT_KEY = "migration-corridors-scenes";
const UNDONE_MOST = 50;
const EMPTY_DECK = { title: "", list: [] };
let unkeptDeck = null; // what the browser would not keep; it lasts as long as the page

const deckKey = () => `${KEPT_KEY}:${scenesPanel().dataset.world}`;

/** An id that no other window gives. */
const newId = () => Array.from(window.crypto.getRandomValues(new Uint32Array(3)), (n) => n.toString(36)).join("");

/** A scene as a new one of the deck. */
export const withId = (scene) => ({ ...scene, id: newId() });

/** What somebody else may have written there is left out, scene by scene. */
function soundDeck(text) {
  const sound = (one) => {
    try {
      return [{ id: String(one.id), ...checkedScene(one, 0) }];
    } catch {
      return [];
    }
  };
  try {
    const { title, list } = JSON.parse(text);
    return { title: typeof title === "string" ? title : "", list: list.flatMap(sound) };
  } catch {
    return EMPTY_DECK;
  }
}

/** The deck as it is kept now. */
export function keptDeck() {
  if (unkeptDeck) {
    return unkeptDeck;
  }
  try {
    return soundDeck(window.localStorage.getItem(deckKey()) || "{}");
  } catch {
    return EMPTY_DECK;
  }
}

/** Whether the browser keeps the deck. */
export const deckIsKept = () => !unkeptDeck;

function keepDeck(deck) {
  try {
    window.localStorage.setItem(deckKey(), JSON.stringify(deck));
    unkeptDeck = null;
  } catch {
    unkeptDeck = deck;
  }
  document.dispatchEvent(new CustomEvent("scenes-changed"));
}

/** Find out whether the browser keeps anything before the reader counts on it. */
export function tryKeeping() {
  try {
    window.localStorage.setItem(`${deckKey()}:tried`, "1");
    window.localStorage.removeItem(`${deckKey()}:tried`);
  } catch {
    unkeptDeck = keptDeck();
  }
}

window.addEventListener("storage", ({ key }) => {
  if (key === null || key === deckKey()) {
    document.dispatchEvent(new CustomEvent("scenes-changed"));
  }
});

/* Changes, and the way back. */

const changesOfDeck = []; // changes of this window, the last one at the end
const sameScene = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const idsOf = (deck) => deck.list.map(({ id }) => id);

/** Two decks that came from one: what either added, dropped, changed or moved. Where both changed the
    same, mine holds. */
export function mergedDecks(base, mine, theirs) {
  const [old, own, other] = [base, mine, theirs].map(({ list }) => new Map(list.map((one) => [one.id, one])));
  const isGone = (id) => old.has(id) && (!own.has(id) || (!other.has(id) && sameScene(own.get(id), old.get(id))));
  const pick = (id) => {
    const isMine = own.has(id) && !(other.has(id) && sameScene(own.get(id), old.get(id)));
    return isMine ? own.get(id) : other.get(id);
  };
  const isMoved = idsOf(base).filter((id) => own.has(id)).join() !== idsOf(mine).filter((id) => old.has(id)).join();
  const [first, second] = isMoved || idsOf(mine).some((id) => !other.has(id)) ? [mine, theirs] : [theirs, mine];
  const order = idsOf(first);
  let before = -1;
  for (const id of idsOf(second)) {
    if (!order.includes(id)) {
      order.splice(before + 1, 0, id);
    }
    before = order.indexOf(id);
  }
  return {
    title: mine.title === base.title ? theirs.title : mine.title,
    list: order.filter((id) => !isGone(id)).map(pick),
  };
}

/** Change the deck, so that it can be taken back; `change` gets the list and gives the next one. */
export function changeDeck(change) {
  const before = keptDeck();
  const after = { ...before, list: change([...before.list]) };
  changesOfDeck.push({ before, after });
  changesOfDeck.splice(0, changesOfDeck.length - UNDONE_MOST);
  keepDeck(after);
}

/** Put another deck in the place of the one that is kept. */
export function replaceDeck(deck) {
  const before = keptDeck();
  changesOfDeck.push({ before, after: deck });
  keepDeck(deck);
}

/** Another title of all scenes; typed, it is no change to be taken back. */
export function nameDeck(title) {
  keepDeck({ ...keptDeck(), title });
}

export const canUndoDeck = () => changesOfDeck.length > 0;

/** Take back the last change of this window; what another one did since stays. */
export function undoDeck() {
  const { before, after } = changesOfDeck.pop();
  keepDeck(mergedDecks(after, before, keptDeck()));
}

/** How many more scenes are kept. */
export const deckRoom = () => sceneLimits().kept - keptDeck().list.length;
