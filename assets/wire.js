/* The one wire between the address and the page: one question for each address, whose answer is
   drawn by plotly and said in words, on the map and in the open tab. The newest question wins; the
   old view stays until its answer is here. */

import {
  announce, asSeen, comeBack, fieldNamed, goTo, spec, textsOf, useSpec, valueOf,
} from "./address.js";
import { kept } from "./assessment.js";
import { draw, hold, holdAnew, redraw } from "./charts.js";
import { thinClock } from "./clock/thin.js";
import { equip, fillControls, fitOptions } from "./controls.js";
import { tidy } from "./map.js";
import { followCamera } from "./map/camera.js";
import { reveal } from "./page.js";
import { LOST_SECONDS, LOST_TIMES, backIn, patiently, pause } from "./wire/patience.js";
import { arrangeTables } from "./tables/grid.js";
import { fillTab, need } from "./tabs.js";
import { below, fillConstant, fillStanding, say, spoken } from "./words.js";

const ANSWER_MS = 15000; // a server that has not answered by then does not

const SLOW_MS = 3000; // then words and a way back join the line

let latest = null; // the question that is shown or on its way
let asking = null;
let knownLoaded = ""; // what the words of the address were last learned from

let isShown = false; // whether any view is
let before = null; // the question whose answer is shown
let slow = 0;

const sayTo = (isWaiting) => {
  document.getElementById("slow").hidden = !isWaiting;
};

/** The line of waiting, after a while with words; neither when the answer is here. */
function wait(isWaiting) {
  window.clearTimeout(slow);
  if (isWaiting) {
    document.body.dataset.waiting = "";
    slow = window.setTimeout(() => sayTo(Boolean(before)), SLOW_MS);
  } else {
    delete document.body.dataset.waiting;
    sayTo(false);
  }
}

/** Back to the view that is shown: what was asked since is let go. */
function cancel() {
  asking.abort();
  wait(false);
  latest = before;
  comeBack(before.split("\n")[0]);
}

/** Say that something did not come, and whether there is a view from before. */
function failed(hasFailed) {
  const failure = document.getElementById("failure");
  const tab = document.getElementById(`tab-${valueOf("view")}`);
  const isEmpty = !isShown || (tab && !tab.hasChildNodes());
  failure.querySelector(".failure-before").hidden = isEmpty;
  failure.querySelector(".failure-empty").hidden = !isEmpty;
  failure.hidden = !hasFailed;
}

/** What the reader loaded travels with the question, and stays in this browser alone. Posted once
    more when it is gone, the question brings back the words as they were. */
function question(loaded, signal) {
  return loaded || knownLoaded
    ? { method: "POST", headers: { "Content-Type": "text/csv" }, body: loaded, signal }
    : { signal };
}

/** One try; given up when a newer question comes, or when it takes too long. What a busy server
    told to wait does not count. */
async function answerOf(search, loaded, signal, late) {
  let timer = 0;
  const giveUp = () => late.abort();
  const askOnce = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(giveUp, ANSWER_MS);
    return window.fetch(below("/view" + search), question(loaded, late.signal))
      .finally(() => window.clearTimeout(timer));
  };
  signal.addEventListener("abort", giveUp);
  try {
    const reply = await patiently(askOnce, late.signal);
    timer = window.setTimeout(giveUp, ANSWER_MS);
    if (reply.ok) {
      return await reply.json();
    }
    if (backIn(reply.status, reply.headers.get("Retry-After"))) {
      giveUp(); // it was asked often enough
    }
    throw new Error(`answered with ${reply.status}`);
  } finally {
    window.clearTimeout(timer);
    signal.removeEventListener("abort", giveUp);
  }
}

async function answerTo(search, loaded, signal, retries = LOST_TIMES) {
  const late = new AbortController();
  try {
    return await answerOf(search, loaded, signal, late);
  } catch (error) {
    if (late.signal.aborted || !retries) {
      throw error;
    }
    await pause(LOST_SECONDS, signal);
    return answerTo(search, loaded, signal, retries - 1);
  }
}

let answers = answerTo; // the server, unless a file holds them

/** Take answers from elsewhere: `source(search)` gives one, or null for a view that it does not hold. */
export function answersFrom(source) {
  answers = source;
}

let usualSpec = null; // the words of addresses that the page came with

/** Take the words that an address may hold from an answer; without any they are those of the page. */
function learn(learned) {
  if (learned || spec() !== usualSpec) {
    useSpec(learned ? learned.spec : usualSpec);
    equip(learned ? learned.controls : []);
    fitOptions();
  }
}

/** Take the words and figures of other data, as a page of theirs came with them. */
export function lendWorld({ base, spec: words }) {
  usualSpec = words;
  learn(null);
  latest = null;
  before = null;
  Object.entries(base).forEach(([id, figure]) => holdAnew(id, figure));
}

/** Figures first: plotly measures, and words that are still to be laid out make that slow. */
function show({ figures, said, tab, learned }) {
  isShown = true;
  Object.entries(figures).forEach(([id, change]) => redraw(id, change));
  learn(learned);
  say(said);
  if (tab) {
    fillTab(tab);
  }
  settle();
}

/** What follows from new words: controls that say them, names that make room, an entry that opens. */
function settle() {
  fillControls(true);
  thinClock();
  tidy();
  reveal();
}

/** Ask for the view of the address with what is loaded, unless it is shown or on its way. */
async function ask(search, loaded) {
  const named = `${asSeen(search)}\n${loaded}`;
  if (named === latest) {
    return;
  }
  latest = named;
  if (asking) {
    asking.abort();
  }
  const mine = new AbortController();
  const { signal } = mine;
  asking = mine;
  wait(true);
  let answer = null;
  let isUnheld = false;
  try {
    const script = need(spec().needs[valueOf("view")]);
    [answer] = await Promise.all([answers(search, loaded, signal), script]);
    isUnheld = answer === null;
  } catch {
    answer = null;
  }
  if (signal.aborted) {
    return;
  }
  if (isUnheld && before !== null) {
    cancel();
    return;
  }
  wait(false);
  failed(!answer);
  if (!answer) {
    latest = null;
    mine.abort(); // a question that failed is not tried on behind the reader's back
  } else if (answer.lang !== spoken) {
    window.location.reload(); // every word of the page is in the language of the address
  } else if (answer.mended !== undefined) {
    mend(answer.mended);
  } else {
    knownLoaded = loaded;
    before = named;
    show(answer);
  }
}

/** A damaged link is written as it should have been, and asked again. */
function mend(search) {
  latest = null; // it may have been what the browser alone follows
  goTo(search, true, window.location.hash);
}

/** Show the address: in the controls, on the map, in the open tab. */
function read() {
  ask(window.location.search, kept()); // first, so that the server works meanwhile
  document.body.dataset.view = valueOf("view");
  fillControls(false);
  followCamera(document.getElementById("map"));
  arrangeTables();
}

/** Whether an address asks for no other figures than those that the page came with. */
function isAtHome() {
  const { search } = window.location;
  const texts = textsOf(search);
  const isPlain = [...new URLSearchParams(search).keys()].every(fieldNamed);
  return isPlain && !kept() && spec().fields.every((field) =>
    !(field.figures || field.role === "view") || texts[field.name] === field.default);
}

/** Show the address: what the page came with when that is asked for, else nothing until the answer
    is here. */
export function start({ base, spec: words }) {
  usualSpec = words;
  latest = "\n";
  read();
  isShown = isAtHome();
  before = isShown ? latest : null;
  const show = isShown ? draw : hold;
  Object.entries(base).forEach(([id, figure]) => show(id, figure));
  fillConstant();
  if (isShown) {
    fillStanding();
  }
  settle();
  window.addEventListener("popstate", read);
}

document.addEventListener("figure-lost", () => {
  latest = null;
  failed(true);
});

window.addEventListener("online", () => { // the network is back: what failed without it is asked again
  if (!document.getElementById("failure").hidden) {
    announce();
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("#failure button")) {
    announce();
  }
  if (event.target.closest("#slow button")) {
    cancel();
  }
});
