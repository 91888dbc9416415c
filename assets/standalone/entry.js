/* The script of a file that opens without a network: the scripts of the page, with answers that the
   file holds, and without what only a server or Dash can do. `opening.js` comes first. */

import { fileData, fileLanguage, unpackedFrom } from "./opening.js";
import { goTo, isOtherWorld, useSpec, worldOf, worldsFrom } from "../address.js";
import { hearClock } from "../clock.js";
import { hear } from "../controls.js";
import { offerLanguage, showLetters } from "../page.js";
import { hearPairs } from "../tables/pairs.js";
import { hearTiles } from "../tables/tiles.js";
import { hearTerms } from "../terms.js";
import { dropLent } from "../tabs.js";
import { answersFrom, lendWorld, start } from "../wire.js";
import { heldAnswer } from "./held.js";
import { showRows } from "./rows.js";
import { openScenes } from "./steps.js";

/** Shapes of the map, where plotly looks for them. */
async function giveShapes() {
  await Promise.all(Object.entries(fileData.shapes).map(async ([address, id]) => {
    window.PlotlyGeoAssets[address] = await unpackedFrom(id);
  }));
}

const firstOf = (world) => unpackedFrom(`first-${fileLanguage}-${world}`);

/** Go to a scene over other data: their words and figures come before its answer. */
async function openHeldWorld(search, replace, hash) {
  const first = await firstOf(worldOf(search));
  dropLent();
  lendWorld(first);
  goTo(search, replace, hash);
}

/** Back and forward lead over other data too. */
function returnTo(event) {
  const { search, hash } = window.location;
  if (isOtherWorld(search)) {
    event.stopImmediatePropagation();
    openHeldWorld(search.slice(1), true, hash);
  }
}

async function openFile() {
  const [first] = await Promise.all([firstOf(fileData.world), giveShapes()]);
  useSpec(first.spec);
  hear({ triggered: [], inputs_list: [[]] }); // no control of Mantine is here
  hearClock();
  hearPairs();
  hearTiles();
  hearTerms();
  answersFrom(heldAnswer);
  worldsFrom(openHeldWorld);
  window.addEventListener("popstate", returnTo);
  openScenes();
  start(first);
  returnTo(new Event("popstate"));
  showLetters();
  offerLanguage();
  ["said-shown", "filled"].forEach((kind) => document.addEventListener(kind, showRows));
  window.addEventListener("popstate", showRows);
  document.getElementById("file-unopened").remove();
}

openFile();
