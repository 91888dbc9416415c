/* The file that opens without a network, as the page offers it: of the view on the screen. */

import { madeByServer, offerExport } from "../exports.js";
import { spoken } from "../words.js";

const FILE_PATH = "/standalone";

/** The view on the screen as the one scene of a file: without a title, its sentence says what it is. */
const presentView = () => [{ title: "", note: "", query: window.location.search.slice(1) }];

/** Let the menu of downloads make the file. */
export function offerFile() {
  offerExport("html", ({ signal }) => madeByServer(
    FILE_PATH, JSON.stringify({ lang: spoken, scenes: presentView() }), "application/json", signal));
}
