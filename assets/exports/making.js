/* Files made of what is on the screen: which there are, how far one is, and how it is saved. One is
   made at a time; a failed one says why and can be tried again, and the view stays as it is. */

const SAID_AFTER_MS = 700;
const DONE_MS = 4000;
const makers = new Map(); // key of an export → what makes it

/** Say how one kind of file is made: `make({ tell, signal, option })` gives `{ blob, name }`. `tell(step,
    steps)` says how far it is; `signal` ends it; `option` is whether its box is checked. */
export function offerExport(key, make) {
  makers.set(key, make);
}

/** What the server made of a body, as `{ blob, name }`; an Error with its own words when it refused. */
export async function madeByServer(path, body, type, signal) {
  const headers = { "Content-Type": type, Accept: "application/json" };
  let reply = null;
  try {
    reply = await window.fetch(path, { method: "POST", headers, body, signal });
  } catch {
    signal.throwIfAborted();
    throw new Error(exportWord("unreached"));
  }
  if (!reply.ok) {
    const told = await reply.json().catch(() => null);
    throw new Error(told ? told.error.message : `${reply.status}`);
  }
  return { blob: await reply.blob(), name: nameIn(reply.headers.get("Content-Disposition") || "") };
}

/** Name of a file as a reply says it. */
function nameIn(disposition) {
  const [, encoded] = disposition.match(/filename\*=UTF-8''([^;]+)/) || [];
  const [, plain] = disposition.match(/filename="?([^";]+)"?/) || [];
  return encoded ? decodeURIComponent(encoded) : plain || "";
}

/** Hand a file to the reader. */
export function saveFile(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
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
let lastExport = null; // its button
let timers = [];

function settleLine(isShown) {
  timers.forEach(window.clearTimeout);
  timers = [];
  line().hidden = !isShown;
}

/** Make the file of a button, one at a time. */
async function makeExport(button) {
  if (working) {
    return;
  }
  const file = button.firstChild.textContent.trim();
  const mine = new AbortController();
  working = mine;
  lastExport = button;
  sayExport("working", { file });
  settleLine(false);
  timers.push(window.setTimeout(() => { line().hidden = false; }, SAID_AFTER_MS));
  const tell = (step, steps) => sayExport("step", { file, step, steps });
  try {
    const { export: key } = button.dataset;
    const box = document.querySelector(`[data-export-option="${key}"]`);
    const asked = { tell, signal: mine.signal, option: Boolean(box && box.checked) };
    const { blob, name } = await makers.get(key)(asked);
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

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-export]");
  const act = target.closest("[data-exporting]");
  if (button) {
    button.closest("details").open = false;
    makeExport(button);
  } else if (act && act.dataset.exporting === "again") {
    makeExport(lastExport);
  } else if (act) {
    (working || new AbortController()).abort();
    settleLine(false);
  }
});
