/* Files made of what is on the screen: which there are, how far one is, and how it is saved. One is
   made at a time; a failed one says why and can be tried again, and the view stays as it is. */

import { LOST_SECONDS, patiently, pause } from "../wire/patience.js";

const SAID_AFTER_MS = 700;
const DONE_MS = 4000;
const makers = new Map(); // key of an export → what makes it

/** Say how one kind of file is made: `make({ tell, signal, option })` gives `{ blob, name }`. `tell(step,
    steps)` says how far it is; `signal` ends it; `option` is whether its box is checked. */
export function offerExport(key, make) {
  makers.set(key, make);
}

/** The file that a question is answered with, as `{ blob, name }`; an Error with the server's own words when
    it refused. A reply that breaks off is asked for again, so often at most. */
export async function fileFrom(ask, signal, times = 0) {
  let [reply, blob] = [null, null];
  try {
    reply = await patiently(ask, signal);
    blob = await reply.blob();
  } catch {
    signal.throwIfAborted();
    if (!times) {
      throw new Error(exportWord("unreached"));
    }
    await pause(LOST_SECONDS, signal);
    return fileFrom(ask, signal, times - 1);
  }
  if (!reply.ok) {
    throw new Error(await saidInstead(blob) || `${reply.status}`);
  }
  return { blob, name: nameIn(reply.headers.get("Content-Disposition") || "") };
}

/** What the server makes of a body. */
export function madeByServer(path, body, type, signal) {
  const headers = { "Content-Type": type, Accept: "application/json" };
  return fileFrom(() => window.fetch(path, { method: "POST", headers, body, signal }), signal);
}

/** Why a reply is no file, empty where it does not say so as the application does. */
async function saidInstead(blob) {
  try {
    return JSON.parse(await blob.text()).error.message;
  } catch {
    return "";
  }
}

/** Name of a file as a reply says it. */
function nameIn(disposition) {
  const [, encoded] = disposition.match(/filename\*=UTF-8''([^;]+)/) || [];
  const [, plain] = disposition.match(/filename="?([^";]+)"?/) || [];
  return encoded ? decodeURIComponent(encoded) : plain || "";
}

/** Hand a file to the reader. The link stands nowhere: its click is none of theirs, and closes no menu. */
export function saveFile(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/* The line that says how far a file is. */

const line = () => document.getElementById("exporting");
const exportWord = (name) => document.getElementById("exporting-said").dataset[name];

function sayExport(state, values) {
  const text = exportWord(state).replace(/\{(\w+)\}/g, (_, key) => values[key]);
  document.getElementById("exporting-said").textContent = text;
  line().dataset.state = state;
  const share = state === "step" ? values.step / values.steps : Number(state === "done");
  document.getElementById("exporting-bar").style.setProperty("--share", share);
}

let working = null; // what ends the file that is being made
let lastFile = null; // what makes it again
let timers = [];

function settleLine(isShown) {
  timers.forEach(window.clearTimeout);
  timers = [];
  line().hidden = !isShown;
}

/** Make a file, one at a time: `make({ tell, signal })` gives `{ blob, name }`; `file` is what to call it. */
export async function makeFile(file, make) {
  if (working) {
    return;
  }
  const mine = new AbortController();
  working = mine;
  lastFile = () => makeFile(file, make);
  sayExport("working", { file });
  settleLine(false);
  timers.push(window.setTimeout(() => { line().hidden = false; }, SAID_AFTER_MS));
  const tell = (step, steps) => sayExport("step", { file, step, steps });
  try {
    const { blob, name } = await make({ tell, signal: mine.signal });
    mine.signal.throwIfAborted();
    saveFile(blob, name);
    settleLine(!line().hidden);
    sayExport("done", { file });
    timers.push(window.setTimeout(settleLine, DONE_MS, false));
  } catch (error) {
    settleLine(!mine.signal.aborted);
    if (!mine.signal.aborted) {
      sayExport("failed", { file, reason: error.message });
    }
  } finally {
    working = null;
  }
}

/** Make what a button of the menu offers. */
function makeExport(button) {
  const { export: key } = button.dataset;
  const box = document.querySelector(`[data-export-option="${key}"]`);
  return makeFile(button.firstChild.textContent.trim(), (asked) => makers.get(key)({ ...asked, option: Boolean(box && box.checked) }));
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-export]");
  const act = target.closest("[data-exporting]");
  if (button) {
    const menu = button.closest("details");
    menu.querySelector("summary").focus(); // before its button is hidden
    menu.open = false;
    makeExport(button);
  } else if (act && act.dataset.exporting === "again") {
    lastFile();
  } else if (act) {
    (working || new AbortController()).abort();
    settleLine(false);
  }
});
