/* The scripts of the page, each named as what it serves. They stand on one another in this order:
   address; the folders embed and exports; words, frame, page, picks, terms, tables, assessment, clock;
   present, map with its folder, controls with its folder; charts with its folder; tabs; wire; the folder
   picture; scenes with its folder; the folders slides, standalone and own. */

import { useSpec } from "./address.js";
import { hearClock } from "./clock.js";
import { hear } from "./controls.js";
import { sayClosedLists } from "./controls/closed.js";
import { find } from "./controls/finding.js";
import { fetchFiles } from "./exports/fetching.js";
import { hearDrafts } from "./own/choosing.js";
import { hearOwn } from "./own/listed.js";
import { offerLanguage, showLetters } from "./page.js";
import { offerSearch, pickRows } from "./picks.js";
import { offerPictures } from "./picture/sheet.js";
import { hearScenes } from "./scenes.js";
import { offerSlides } from "./slides/slides.js";
import { offerFile } from "./standalone/offer.js";
import { hearPairs } from "./tables/pairs.js";
import { hearTiles } from "./tables/tiles.js";
import { hearTerms } from "./terms.js";
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
  hearScenes();
  ["unopened", "opening"].forEach((id) => document.getElementById(id).remove());
  return nothing;
}

/** Dash calls this when rows of the grid are selected. */
function grid(rows) {
  pickRows(rows);
  return window.dash_clientside.no_update;
}

offerSearch();
fetchFiles();
offerPictures();
offerSlides();
offerFile();
hearPairs();
hearTiles();
hearTerms();
hearOwn();
hearDrafts();
window.dash_clientside = Object.assign({}, window.dash_clientside, { page: { write, grid, find } });
