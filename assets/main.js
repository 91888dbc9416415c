/* The scripts of the page, each named as what it serves. They stand on one another in this order:
   address; words, frame, hatching, hovering, page, picks, tables, assessment, clock; present, map with its
   folder, controls with its folder; charts; tabs; wire; exports; standalone with what is offered of it. */

import { useSpec } from "./address.js";
import { hearClock } from "./clock.js";
import { hear } from "./controls.js";
import { sayClosedLists } from "./controls/closed.js";
import { offerLanguage, showLetters } from "./page.js";
import { offerSearch, pickRows } from "./picks.js";
import { offerFile } from "./standalone/offer.js";
import { hearPairs } from "./tables/pairs.js";
import { hearTiles } from "./tables/tiles.js";
import { start } from "./wire.js";

/** What the page came with: the words of addresses, the whole figures, and one reply. */
function opening() {
  return JSON.parse(document.getElementById("first").textContent);
}

let isOpen = false;

/** Dash calls this when the page stands, and whenever a bound control has another value. */
function write() {
  const { callback_context: context, no_update: nothing } = window.dash_clientside;
  if (isOpen) {
    hear(context);
    return nothing;
  }
  isOpen = true;
  const first = opening();
  useSpec(first.spec);
  hear(context);
  hearClock();
  start(first);
  showLetters();
  offerLanguage();
  sayClosedLists();
  document.getElementById("unopened").remove();
  return nothing;
}

/** Dash calls this when rows of the grid are selected. */
function grid(rows) {
  pickRows(rows);
  return window.dash_clientside.no_update;
}

offerSearch();
offerFile();
hearPairs();
hearTiles();
window.dash_clientside = Object.assign({}, window.dash_clientside, { page: { write, grid } });
