/* The panel: what is said there, and what of it can be pressed now. */

import { canUndoDeck, deckIsKept, keptDeck } from "./deck.js";
import { linkedDeck } from "./linked.js";
import { fillRows } from "./rows.js";
import { seenTitle } from "./seen.js";
import { sceneSaid, scenesPanel } from "./words.js";

const inPanel = (selector) => scenesPanel().querySelector(selector);

/** Say what became of an act, or why it did not. */
export function sayScenes(text, isWrong = false) {
  const said = inPanel("#scenes-said");
  said.textContent = text;
  said.className = isWrong ? "load-error" : "";
}

/** Title of the view on the screen, until the reader writes another. */
export function proposeTitle() {
  const { title } = inPanel("#scene-new").elements;
  if (!title.dataset.written) {
    title.value = seenTitle();
  }
}

/** Show what is kept and what came with a link. */
export function fillScenes() {
  const deck = keptDeck();
  const linked = linkedDeck();
  fillRows(inPanel("#scene-list"), deck.list);
  inPanel("#scenes-empty").hidden = deck.list.length > 0;
  const title = inPanel("#deck-title");
  if (document.activeElement !== title) {
    title.value = deck.title;
  }
  for (const act of ["show", "write", "link", "clear"]) {
    inPanel(`[data-scene-act="${act}"]`).disabled = !deck.list.length;
  }
  inPanel("[data-scene-act='undo']").disabled = !canUndoDeck();
  inPanel("#scenes-linked").hidden = !linked;
  if (linked) {
    inPanel("#linked-deck").textContent = linked.title;
    fillRows(inPanel("#scenes-linked ol"), linked.list, true);
  }
  inPanel("#scenes-unkept").hidden = deckIsKept();
  inPanel("#scenes-unkept").textContent = deckIsKept() ? "" : sceneSaid("unkept");
  proposeTitle();
}
