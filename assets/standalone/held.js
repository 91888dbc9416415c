/* Replies that the file holds, by what their view hangs on: nothing is asked of anybody. */

import { asAsked, fieldNamed, textsOf } from "../address.js";
import { fileData, unpackedFrom } from "./opening.js";
import { keepRows } from "./rows.js";

const LANG = "lang";

/** What a reply hangs on, as layers/standalone/unlinked.py spells it. */
export function keyOfView(search) {
  return [...new URLSearchParams(asAsked(search))]
    .filter(([name]) => name !== LANG && fieldNamed(name))
    .map((entry) => entry.join("=")).sort().join("&");
}

const answerPlace = (search) => (fileData.views[textsOf(search)[LANG]] || {})[keyOfView(search)];

/** Whether the file holds the view of an address. */
export const isHeld = (search) => answerPlace(search) !== undefined;

/** Answer to an address; null for a view that is not in the file. */
export async function heldAnswer(search) {
  const place = answerPlace(search);
  if (place === undefined) {
    document.dispatchEvent(new CustomEvent("view-unheld"));
    return null;
  }
  const answer = await unpackedFrom(`answer-${place}`);
  const { tab } = answer;
  keepRows(tab && tab.grid);
  return { ...answer, tab: tab && { ...tab, grid: null } };
}
