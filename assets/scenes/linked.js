/* Scenes that came with a link: apart from those of the browser until the reader keeps them. They last
   as long as the window, because another language loads the page anew. */

import { deckOfLink, linksDeck } from "./carried.js";
import { withId } from "./deck.js";

const LINKED_KEY = "migration-corridors-linked";
let linked = null;

/** What a window keeps for itself; nothing where it keeps nothing. */
export function windowKeeps() {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

/** The deck that came with a link, or nothing. */
export const linkedDeck = () => linked;

export function putLinked(deck) {
  const store = windowKeeps();
  linked = deck;
  if (store && deck) {
    store[LINKED_KEY] = JSON.stringify(deck);
  } else if (store) {
    store.removeItem(LINKED_KEY);
  }
  return Boolean(store);
}

/** What came with a link before the page was loaded anew. */
export function remindLinked() {
  try {
    linked = JSON.parse((windowKeeps() || {})[LINKED_KEY] || "null");
  } catch {
    linked = null;
  }
}

/** Take the scenes out of the address, once: whether there were any. An Error in words where they are
    damaged; the address is then without them. */
export async function takeLinked() {
  const { hash } = window.location;
  if (!linksDeck(hash)) {
    return false;
  }
  const isSafe = Boolean(windowKeeps());
  const deck = await deckOfLink(hash).finally(() => {
    if (isSafe && window.location.hash === hash) {
      const { pathname, search } = window.location; // the page may have mended it meanwhile
      window.history.replaceState({}, "", pathname + search);
    }
  });
  putLinked({ ...deck, list: deck.list.map(withId) });
  return true;
}
