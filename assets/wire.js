/* The one wire between the address and the page: one question for each address, whose answer is
   drawn by plotly and said in words, on the map and in the open tab. The newest question wins; the
   old view stays until its answer is here. */

import { announce, spec, useSpec, valueOf } from "./address.js";
import { kept } from "./assessment.js";
import { draw, redraw } from "./charts.js";
import { equip, fillControls } from "./controls.js";
import { tidy } from "./map.js";
import { reveal } from "./page.js";
import { fillTab, need } from "./tabs.js";
import { fillStanding, say, spoken } from "./words.js";

const RETRIES = 2;
const RETRY_MS = 400;

let latest = null; // the question that is shown or on its way
let asking = null;
let knownLoaded = ""; // what the words of the address were last learned from

function failed(hasFailed) {
  document.getElementById("failure").hidden = !hasFailed;
}

/** What the reader loaded travels with the question, and stays in this browser alone. Posted once
    more when it is gone, the question brings back the words as they were. */
function question(loaded, signal) {
  return loaded || knownLoaded
    ? { method: "POST", headers: { "Content-Type": "text/csv" }, body: loaded, signal }
    : { signal };
}

async function answerTo(search, loaded, signal, retries = RETRIES) {
  try {
    const reply = await window.fetch("/view" + search, question(loaded, signal));
    if (reply.ok) {
      return await reply.json();
    }
    throw new Error(`answered with ${reply.status}`);
  } catch (error) {
    if (signal.aborted || !retries) {
      throw error;
    }
    await new Promise((resolve) => window.setTimeout(resolve, RETRY_MS));
    return answerTo(search, loaded, signal, retries - 1);
  }
}

/** Figures first: plotly measures, and words that are still to be laid out make that slow. */
function show({ figures, said, tab, learned }) {
  Object.entries(figures).forEach(([id, change]) => redraw(id, change));
  if (learned) {
    useSpec(learned.spec);
    equip(learned.controls);
  }
  say(said);
  if (tab) {
    fillTab(tab);
  }
  settle();
}

/** What follows from new words: controls that say them, names that make room, an entry that opens. */
function settle() {
  fillControls();
  tidy();
  reveal();
}

/** Ask for the view of the address with what is loaded, unless it is shown or on its way. */
async function ask(search, loaded) {
  const named = `${search}\n${loaded}`;
  if (named === latest) {
    return;
  }
  latest = named;
  if (asking) {
    asking.abort();
  }
  asking = new AbortController();
  const { signal } = asking;
  document.body.dataset.waiting = "";
  let answer = null;
  try {
    const script = need(spec().needs[valueOf("view")]);
    [answer] = await Promise.all([answerTo(search, loaded, signal), script]);
  } catch {
    answer = null;
  }
  if (signal.aborted) {
    return;
  }
  delete document.body.dataset.waiting;
  failed(!answer);
  if (!answer) {
    latest = null;
  } else if (answer.lang !== spoken) {
    window.location.reload(); // every word of the page is in the language of the address
  } else if (answer.mended !== undefined) {
    mend(answer.mended);
  } else {
    knownLoaded = loaded;
    show(answer);
  }
}

/** A damaged link is written as it should have been, and asked again. */
function mend(search) {
  const { pathname, hash } = window.location;
  window.history.replaceState({}, "", pathname + (search && `?${search}`) + hash);
  announce();
}

/** Show the address: in the controls, on the map, in the open tab. */
function read() {
  document.body.dataset.view = valueOf("view");
  fillControls();
  ask(window.location.search, kept());
}

/** Show the address, and until it is answered what the page came with: whole figures and words. */
export function start({ base }) {
  latest = "\n";
  read(); // first, so that the server works while the page is drawn
  Object.entries(base).forEach(([id, figure]) => draw(id, figure));
  fillStanding();
  settle();
  window.addEventListener("popstate", read);
}

document.addEventListener("click", (event) => {
  if (event.target.closest("#failure button")) {
    announce();
  }
});
