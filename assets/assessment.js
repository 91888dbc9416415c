/* What a reader loads into the assessment: checked by this server, kept by this browser alone. */

import { announce, inWorld } from "./address.js";
import { isEmbedded } from "./embed/alone.js";
import { saveFile } from "./exports/making.js";
import { fill } from "./words.js";
import { patiently } from "./wire/patience.js";

const KEY = "migration-corridors-loaded";
let unkept = ""; // what the browser would not keep; it lasts as long as the page
let arriving = false; // the tab is about to be filled anew, which moves the report

const by = (id) => document.getElementById(id);
const form = () => by("assessment-form");

/** What the reader loaded, as one text; it travels with every question. */
export function kept() {
  if (isEmbedded()) {
    return ""; // the frame is of one view of ours
  }
  try {
    return unkept || window.localStorage.getItem(KEY) || "";
  } catch {
    return unkept;
  }
}

/** Keep a text, or nothing when it is empty; false when it lasts only as long as the page. */
function keep(text) {
  unkept = "";
  try {
    if (text) {
      window.localStorage.setItem(KEY, text);
    } else {
      window.localStorage.removeItem(KEY);
    }
    return true;
  } catch {
    unkept = text;
    return !text;
  }
}

/* The report stands below the form, outside what a later view fills (`data-kept`). What became of a
   file is said there: its beginning comes into sight, and the focus goes to it. */

function report(html) {
  fill(by("assessment-report"), html);
  by("assessment-report").focus({ preventScroll: true });
  window.requestAnimationFrame(bring);
}

function bring() {
  const box = by("assessment-report");
  const { top, bottom, height } = box.getBoundingClientRect();
  const isSeen = top >= 0 && bottom <= window.innerHeight;
  box.scrollIntoView({ block: isSeen || height < window.innerHeight ? "nearest" : "start" });
}

function paragraph(text, kind) {
  const said = document.createElement("p");
  said.className = kind;
  said.textContent = text;
  return said.outerHTML;
}

const tell = (text, kind) => report(paragraph(text, kind));

document.addEventListener("filled", ({ target }) => {
  if (arriving && target.querySelector(".assessment")) {
    arriving = false;
    window.requestAnimationFrame(bring);
  }
});

async function send(file) {
  const body = new FormData();
  body.append("file", file);
  body.append("kept", new Blob([kept()]), "kept.csv");
  const reply = await patiently(() => fetch(inWorld("/api/assessment"), { method: "POST", body }));
  const answer = await reply.json();
  if (!reply.ok) {
    tell(answer.error.message, "load-error");
    return;
  }
  const lasting = keep(answer.kept);
  const note = lasting ? "" : paragraph(form().dataset.unkept, "warning");
  report(answer.report + note);
  arriving = answer.accepted > 0;
  announce();
  form().reset();
}

function loadFile() {
  const { most, none, large, failed } = form().dataset;
  const [file] = by("assessment-file").files;
  if (!file) {
    tell(none, "load-error");
  } else if (file.size > Number(most)) {
    tell(large, "load-error");
  } else {
    form().setAttribute("aria-busy", "true");
    send(file).catch(() => tell(failed, "load-error"))
      .finally(() => form().removeAttribute("aria-busy"));
  }
}

function download() {
  saveFile(new Blob(["\ufeff", kept()], { type: "text/csv" }), "assessment-loaded.csv");
}

function askToRemove(open) {
  by("assessment-asked").hidden = !open;
  by(open ? "assessment-gone" : "assessment-remove").focus();
}

function removeAll() {
  keep("");
  tell(form().dataset.gone, "muted");
  announce();
  by("assessment-kept").focus();
}

const buttons = {
  "assessment-export": download,
  "assessment-remove": () => askToRemove(true),
  "assessment-stay": () => askToRemove(false),
  "assessment-gone": removeAll,
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[id^='assessment-']");
  if (button && buttons[button.id]) {
    buttons[button.id]();
  }
});

document.addEventListener("submit", (event) => {
  if (event.target.id === "assessment-form") {
    event.preventDefault();
    loadFile();
  }
});

/** Name of the file that is chosen and not loaded yet. */
function nameFile() {
  by("assessment-file-name").textContent = [...by("assessment-file").files].map(({ name }) => name).join();
}

document.addEventListener("change", ({ target }) => {
  if (target.id === "assessment-file") {
    nameFile();
  }
});
document.addEventListener("reset", ({ target }) => {
  if (target.id === "assessment-form") {
    window.queueMicrotask(nameFile);
  }
});

/* Another window of this browser has loaded or removed something. */
window.addEventListener("storage", ({ key }) => {
  if (key === KEY) {
    announce();
  }
});
