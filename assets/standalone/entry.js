/* The script of a file that opens without a network: the scripts of the page, with answers that the
   file holds, and without what only a server or Dash can do. `opening.js` comes first. */

import { fileData, fileLanguage, fileWorld, unpackedFrom } from "./opening.js";
import { useSpec, worldsFrom } from "../address.js";
import { hearClock } from "../clock.js";
import { hear } from "../controls.js";
import { isInRoom } from "../map/screen.js";
import { offerLanguage, showLetters } from "../page.js";
import { hearPairs } from "../tables/pairs.js";
import { hearTiles } from "../tables/tiles.js";
import { hearTerms } from "../terms.js";
import { answersFrom, start } from "../wire.js";
import { heldAnswer } from "./held.js";
import { showRows } from "./rows.js";
import { openScenes, rememberHall, resumeHall } from "./steps.js";

/** Shapes of the map, where plotly looks for them. */
async function giveShapes() {
  await Promise.all(Object.entries(fileData.shapes).map(async ([address, id]) => {
    window.PlotlyGeoAssets[address] = await unpackedFrom(id);
  }));
}

/** Go to a scene over other data: it has a page of its own in the file, which is opened anew. */
function openOtherPage(search, replace, hash) {
  rememberHall(isInRoom());
  window.location[replace ? "replace" : "assign"](`${window.location.pathname}?${search}${hash}`);
}

async function openFile() {
  const [first] = await Promise.all([unpackedFrom(`first-${fileLanguage}-${fileWorld}`), giveShapes()]);
  useSpec(first.spec);
  hear({ triggered: [], inputs_list: [[]] }); // no control of Mantine is here
  hearClock();
  hearPairs();
  hearTiles();
  hearTerms();
  answersFrom(heldAnswer);
  worldsFrom(openOtherPage);
  openScenes();
  start(first);
  showLetters();
  offerLanguage();
  ["said-shown", "filled"].forEach((kind) => document.addEventListener(kind, showRows));
  window.addEventListener("popstate", showRows);
  document.getElementById("file-unopened").remove();
  resumeHall();
}

openFile();
