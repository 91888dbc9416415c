/* The view that is on the screen, as a scene would keep it. */

import { cleanQuery } from "../address.js";
import { sceneLimits, sceneSaid } from "./words.js";

/** A text of at most some signs, cut between words where it can be. */
function cutTo(text, most) {
  const all = [...text];
  if (all.length <= most) {
    return text;
  }
  const cut = all.slice(0, most - 1).join("");
  const space = cut.lastIndexOf(" ");
  return `${space > most / 2 ? cut.slice(0, space) : cut}…`;
}

const textIn = (selector) => {
  const one = document.querySelector(selector);
  return one ? one.textContent.replace(/\s+/g, " ").trim() : "";
};

/** The address as a scene keeps it. */
export const seenQuery = () => cleanQuery().slice(1);

const inOneOrder = (query) => JSON.stringify([...new URLSearchParams(query)].sort());

/** Whether an address is that of the present view: the page spells one in an order of its own. */
export const isSeenNow = (query) =>
  [window.location.search, cleanQuery()].some((one) => inOneOrder(query) === inOneOrder(one));

/** A title of the present view: its sentence, or the tab where it has none. */
export function seenTitle() {
  const said = textIn("#sentence").replace(/[<>]/g, "") || textIn("header [role='tab'][aria-selected='true']");
  return cutTo(said.replace(/[.。]$/, "") || sceneSaid("untitled"), sceneLimits().title);
}
