/* The draft of the panel Open data: its files, the answers so far, and what is being done with it.
   Whatever fails is said, and what stands on the page stays. */

import { fill, spoken } from "../words.js";
import { openedProject } from "./project.js";
import { buildDraft, draftStep, RefusedError, sendOwnFile, takeDraft } from "./sending.js";

const OWN_STEP_MS = 700;
const OWN_MEGABYTE = 1000000;
const AS_BOUNDARIES = /\.(geojson|topojson|json|gpkg|geoparquet)$/i;
const draftPart = (id) => document.getElementById(`own-${id}`);

let heldDraft = ""; // id of the draft that the panel shows
let heldName = ""; // of its first file
let heldBoundaries = []; // sent again with each new draft
let heldAnswers = {};
let atWork = null; // what ends the work that goes on

const draftWord = (key, values = {}) =>
  JSON.parse(draftPart("drop").dataset.said)[key]
    .replace(/\{(\w+)\}/g, (_, name) => values[name]);

function showWork(text, share) {
  draftPart("work").hidden = !text;
  draftPart("doing").textContent = text;
  if (share === undefined) {
    draftPart("share").removeAttribute("value");
  } else {
    draftPart("share").value = share * 100;
  }
}

function showError(text) {
  draftPart("error").hidden = !text;
  draftPart("error").textContent = text;
}

/** Do one thing at a time; a newer one ends the older one. */
async function workOn(steps) {
  if (atWork) {
    atWork.abort();
  }
  const mine = new AbortController();
  atWork = mine;
  showError("");
  draftPart("taken").setAttribute("aria-busy", "true");
  try {
    await steps(mine.signal);
  } catch (error) {
    if (!mine.signal.aborted) {
      showError(error instanceof RefusedError ? error.message : draftWord("failed"));
      showAnswered();
    }
  }
  if (atWork === mine) {
    atWork = null;
    showWork("");
    draftPart("taken").removeAttribute("aria-busy");
  }
}

/** End what goes on, at the reader's word. */
export function stopWork() {
  if (atWork) {
    atWork.abort();
    showError(draftWord("stopped"));
  }
}

function checkSize({ name, size }) {
  const most = Number(draftPart("drop").dataset.most);
  if (size > most) {
    throw new RefusedError(draftWord("large", { name, megabytes: Math.floor(most / OWN_MEGABYTE) }));
  }
}

async function sendAll(files, role, draft, signal) {
  let id = draft;
  for (const file of files) {
    checkSize(file);
    const tell = (share) =>
      showWork(draftWord("sending", { name: file.name, percent: Math.round(share * 100) }), share);
    tell(0);
    const values = id ? { role, draft: id } : { role };
    ({ draft: id } = await sendOwnFile(file, values, tell, signal)); // one after the other
  }
  return id;
}

/** Controls show what was answered, whatever a reader has done to them since. */
function showAnswered() {
  for (const control of draftPart("taken").querySelectorAll("[data-answer]")) {
    const chosen = control.querySelector("option[selected]");
    control.value = control.options ? (chosen || control.options[0]).value : control.getAttribute("value") || "";
  }
}

/** Ask what is understood, show it, and say it; the focus stays, or goes to the beginning. */
async function takeAnswers(draft, answers, signal) {
  const { html, said, waits } = await takeDraft(draft, answers, signal);
  const focused = document.activeElement;
  const within = draftPart("taken").contains(focused) ? focused.id : "";
  draftPart("taken").hidden = false;
  fill(draftPart("taken"), html);
  showAnswered();
  draftPart("heard").textContent = `${said} ${waits}`;
  if (!focused.isConnected || document.activeElement === document.body) {
    (document.getElementById(within) || draftPart("understood")).focus();
  }
}

/** Open files: a new draft, with the boundaries that were chosen before. */
export function openFiles(files) {
  const list = [...files];
  const isBeside = heldDraft && list.every(({ name }) => AS_BOUNDARIES.test(name));
  return isBeside ? openBoundaries(list) : workOn(async (signal) => {
    const draft = await sendAll(list, "flows", "", signal);
    await sendAll(heldBoundaries, "boundaries", draft, signal);
    showWork(draftWord("reading", list[0]));
    await takeAnswers(draft, {}, signal);
    [heldDraft, heldName, heldAnswers] = [draft, list[0].name, {}];
    draftPart("understood").focus();
  });
}

/** Give the draft boundaries; without one they wait for it. */
export function openBoundaries(files) {
  const before = heldBoundaries;
  heldBoundaries = [...files];
  return workOn(async (signal) => {
    try {
      heldBoundaries.forEach(checkSize);
      if (!heldDraft) {
        showError(draftWord("alone", heldBoundaries[0]));
        return;
      }
      await sendAll(heldBoundaries, "boundaries", heldDraft, signal);
      showWork(draftWord("reading", { name: heldName }));
      await takeAnswers(heldDraft, heldAnswers, signal);
    } catch (error) {
      heldBoundaries = before;
      throw error;
    }
  });
}

/** Change some answers; an answer of null is taken back. */
export function changeAnswers(changes) {
  const next = { ...heldAnswers };
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === "") {
      delete next[key];
    } else {
      next[key] = value;
    }
  }
  return workOn(async (signal) => {
    showWork(draftWord("asking"));
    await takeAnswers(heldDraft, next, signal);
    heldAnswers = next;
  });
}

/** Say which step of the building is done, until it is over. */
async function watchSteps(draft, signal) {
  while (!signal.aborted) {
    const { step, steps, said } = await draftStep(draft).catch(() => ({ step: 0 }));
    if (step && !signal.aborted) {
      showWork(draftWord("building", { step, steps, said }), (step - 1) / steps);
    }
    await new Promise((done) => { window.setTimeout(done, OWN_STEP_MS); });
  }
}

/** Build the draft, and go to its world. */
export function useDraft() {
  return workOn(async (signal) => {
    const done = new AbortController();
    watchSteps(heldDraft, AbortSignal.any([done.signal, signal]));
    try {
      const { world, scenes } = await buildDraft(heldDraft, heldAnswers, signal);
      showWork(draftWord("made"), 1);
      window.location.assign(openedProject(world, scenes));
    } finally {
      done.abort();
    }
  });
}
