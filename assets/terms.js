/* The gloss of a term: it opens on pointing, tap and key (WCAG 1.4.13), one at a time, over all else
   of the page. Escape closes it and gives the focus back; it stays while the pointer is on it. */

import { current, fieldFor, query } from "./address.js";
import { below, fill } from "./words.js";

const OPENS_MS = 250; // a pointer on its way elsewhere opens nothing
const CLOSES_MS = 300; // time to move from the term onto its gloss
const GAP_PX = 6;
const EDGE_OF_WINDOW_PX = 8;

let glossed = null; // the term whose gloss is open
let isPinned = false; // opened by a press or a key: it stays when the pointer leaves
let glossTimer = 0;

/** The gloss, made when the first term asks for it: beside the page, so that nothing cuts it. */
function glossBox() {
  const known = document.getElementById("gloss");
  if (known) {
    return known;
  }
  const box = document.createElement("div");
  Object.assign(box, { id: "gloss", tabIndex: -1, hidden: true });
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-labelledby", "gloss-names");
  document.body.append(box);
  box.addEventListener("pointerenter", () => window.clearTimeout(glossTimer));
  box.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && closeLater());
  box.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && relatedTarget !== glossed && !box.contains(relatedTarget)) {
      closeGloss();
    }
  });
  return box;
}

/** The line of the term that the pointer is on, or its first one. */
function lineOf(term, pointer) {
  const lines = [...term.getClientRects()];
  const isOn = ({ top, bottom }) => pointer && pointer.clientY >= top && pointer.clientY <= bottom;
  return lines.find(isOn) || lines[0];
}

/** Below its term, above it where there is more room, and never over an edge of the window. */
function placeGloss(box, { left, top, bottom }) {
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const room = { below: height - bottom - GAP_PX, above: top - GAP_PX };
  box.style.maxHeight = "";
  const isBelow = box.offsetHeight <= room.below - EDGE_OF_WINDOW_PX || room.below >= room.above;
  const most = (isBelow ? room.below : room.above) - EDGE_OF_WINDOW_PX;
  box.style.maxHeight = `${most}px`;
  const far = width - box.offsetWidth - EDGE_OF_WINDOW_PX;
  box.style.left = `${Math.max(EDGE_OF_WINDOW_PX, Math.min(left, far))}px`;
  box.style.top = `${isBelow ? bottom + GAP_PX : top - GAP_PX - box.offsetHeight}px`;
}

/** Gloss of a term: the first mark of it in an element has it for the others there. */
function glossOf({ dataset: { term } }) {
  return document.querySelector(`.term[data-gloss][data-term="${term}"]`).dataset.gloss;
}

/** The way to the list of terms leaves the rest of the view as it is. */
function keepView(link) {
  const { searchParams, hash } = new URL(link.href);
  const { name } = fieldFor("view");
  const there = query({ ...current(), [name]: searchParams.get(name) });
  link.setAttribute("href", below(`/${there}${hash}`));
}

function openGloss(term, pointer = null) {
  window.clearTimeout(glossTimer);
  if (glossed !== term) {
    closeGloss();
    const box = glossBox();
    fill(box, glossOf(term));
    keepView(box.querySelector(".gloss-entry"));
    glossed = term;
    box.hidden = false;
    term.setAttribute("aria-expanded", "true");
    placeGloss(box, lineOf(term, pointer));
    box.scrollTop = 0;
  }
}

function closeGloss() {
  window.clearTimeout(glossTimer);
  if (!glossed) {
    return;
  }
  const box = glossBox();
  const term = glossed;
  const hadFocus = box.contains(document.activeElement);
  [glossed, isPinned] = [null, false];
  term.setAttribute("aria-expanded", "false");
  box.hidden = true;
  if (hadFocus && term.isConnected) {
    term.focus({ preventScroll: true });
  }
}

function closeLater() {
  window.clearTimeout(glossTimer);
  if (!isPinned) {
    glossTimer = window.setTimeout(closeGloss, CLOSES_MS);
  }
}

const termOf = ({ target }) => target instanceof Element && target.closest(".term");

function pointAtTerm(event) {
  const term = event.pointerType === "mouse" && termOf(event);
  if (!term || isPinned) {
    return;
  }
  window.clearTimeout(glossTimer);
  if (term !== glossed) {
    glossTimer = window.setTimeout(() => openGloss(term, event), OPENS_MS);
  }
}

/** A press opens a gloss for good, a second one closes it; a press elsewhere closes it too. */
function pressTerm(event) {
  const term = termOf(event);
  if (term && !(isPinned && term === glossed)) {
    openGloss(term, event);
    isPinned = true;
  } else if (term || !glossBox().contains(event.target) || event.target.closest("a")) {
    closeGloss();
  }
}

function answerKey(event) {
  const box = glossBox();
  const term = termOf(event);
  if (term && (event.key === "Enter" || event.key === " ")) {
    openGloss(term);
    isPinned = true;
    box.focus({ preventScroll: true });
  } else if (event.key === "Escape" && glossed) {
    closeGloss();
  } else if (event.key === "Tab" && event.shiftKey && box.contains(event.target)) {
    closeGloss();
  } else if (event.key === "Tab" && event.target.closest("#gloss a")) {
    closeGloss(); // the focus is on the term again, and the key moves on from there
    return;
  } else {
    return;
  }
  // The key has done its work: it neither plays nor closes what lies below.
  event.preventDefault();
  event.stopPropagation();
}

/** A gloss stays beside its term when something moves, and goes with it. */
function stayBeside() {
  const line = glossed && glossed.isConnected && lineOf(glossed);
  if (line && line.bottom > 0 && line.top < window.innerHeight) {
    placeGloss(glossBox(), line);
  } else {
    closeGloss();
  }
}

/** Let terms answer. */
export function hearTerms() {
  document.addEventListener("pointerover", pointAtTerm);
  document.addEventListener("pointerout", (event) => termOf(event) && event.pointerType === "mouse" && closeLater());
  window.addEventListener("click", pressTerm, true);
  window.addEventListener("keydown", answerKey, true);
  window.addEventListener("resize", stayBeside);
  document.addEventListener("scroll", ({ target }) => target !== glossBox() && stayBeside(), true);
  document.addEventListener("filled", ({ target }) => target !== glossBox() && stayBeside());
}
