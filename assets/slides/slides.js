/* Slides: each scene is shown, drawn, and sent with its words; the view comes back as it was. */

import { cleanQuery, comeBack, inWorld, isOtherWorld, worldOf } from "../address.js";
import { madeByServer, offerExport } from "../exports/making.js";
import { readShapes } from "../map.js";
import { shownView, slidePicture } from "../picture/sheet.js";
import { chosenScenes } from "../scenes.js";
import { dropLent } from "../tabs.js";
import { lendWorld } from "../wire.js";
import { patiently } from "../wire/patience.js";
import { below, spoken } from "../words.js";

const TALLEST = 0.62; // times its width: as much as a slide has room for

/** A scene in the language of the page: another one would load the page anew. */
function spokenHere(query) {
  const [asked, here] = [query, window.location.search].map((text) => new URLSearchParams(text));
  asked.delete("lang");
  return here.has("lang") ? `lang=${here.get("lang")}&${asked}` : asked.toString();
}

/** Stand at an address; that of other data has their words and figures lent to this page. */
async function standAtQuery(search) {
  if (isOtherWorld(search)) {
    const world = worldOf(search);
    const asked = below(`/opening?lang=${spoken}${world && `&world=${encodeURIComponent(world)}`}`);
    const reply = await patiently(() => window.fetch(asked));
    const first = await reply.json();
    await readShapes(first.base);
    dropLent();
    lendWorld(first);
  }
  comeBack(search);
}

async function drawnScene({ title, note, query }, signal) {
  signal.throwIfAborted();
  await standAtQuery(`?${spokenHere(query)}`);
  await shownView();
  return { title, note, query: cleanQuery().slice(1), drawing: slidePicture(title, TALLEST) };
}

/** All scenes one after the other, each with its drawing. */
async function drawnScenes(asked, { tell, signal }) {
  const before = window.location.search;
  const drawn = [];
  try {
    for (const scene of asked) {
      tell(drawn.length + 1, asked.length + 1);
      drawn.push(await drawnScene(scene, signal)); // one after the other: there is one page
    }
  } finally {
    await standAtQuery(before);
    dropLent();
  }
  tell(asked.length + 1, asked.length + 1);
  return drawn;
}

export function offerSlides() {
  offerExport("pptx", async (asked) => {
    const { title, scenes } = chosenScenes();
    const drawn = await drawnScenes(scenes, asked);
    const body = JSON.stringify({ lang: spoken, title, table: asked.option, scenes: drawn });
    return madeByServer(inWorld(`/slides.pptx?lang=${spoken}`), body, "application/json", asked.signal);
  });
}
