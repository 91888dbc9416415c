/* The file that opens without a network, as the page offers it: of the scenes, or of the view on the
   screen where no scene is kept. */

import { inWorld } from "../address.js";
import { madeByServer, offerExport } from "../exports/making.js";
import { chosenScenes } from "../scenes.js";
import { spoken } from "../words.js";

const FILE_PATH = "/standalone";

/** Let the menu of downloads make the file. */
export function offerFile() {
  offerExport("html", ({ signal }) => madeByServer(
    inWorld(`${FILE_PATH}?lang=${spoken}`), JSON.stringify({ lang: spoken, ...chosenScenes() }), "application/json", signal));
}
