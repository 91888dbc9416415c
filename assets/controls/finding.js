/* Of very many regions the search of places holds none: it asks the server for those that have the
   name as it is written, and for the chosen one, whose name stands in its field. */

import { spec, valueOf } from "../address.js";
import { patiently } from "../wire/patience.js";
import { below } from "../words.js";

const SEARCHED = { view: "place", part: "search" };
const KEPT_WORDS = ["lang", "world"];
let finding = new AbortController();
let lastFound = "";

async function foundFor(text, place) {
  finding.abort();
  finding = new AbortController();
  const words = new URLSearchParams(window.location.search);
  const kept = KEPT_WORDS.filter((word) => words.has(word)).map((word) => [word, words.get(word)]);
  const query = new URLSearchParams([["text", text], ["place", place], ...kept]);
  const { signal } = finding;
  const reply = await patiently(() => fetch(below(`/found?${query}`), { signal }), signal);
  if (!reply.ok) {
    throw new Error(reply.statusText);
  }
  lastFound = place;
  return reply.json();
}

/** Dash calls this with every letter; what has the name becomes the list. */
export async function find(text) {
  try {
    return await foundFor(text || "", valueOf("place"));
  } catch {
    return window.dash_clientside.no_update; // a later letter asks, or what was found stays
  }
}

/** The name of a place that was chosen elsewhere. */
document.addEventListener("said-shown", async () => {
  const place = valueOf("place");
  if (spec().finds && place && place !== lastFound) {
    const data = await foundFor("", place).catch(() => null);
    if (data) {
      window.dash_clientside.set_props(SEARCHED, { data, value: place });
    }
  }
});
