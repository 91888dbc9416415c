/* What a reader does in the panel Open data: it opens and closes, files are dropped or chosen, answers
   are given, and the button is pressed. */

import { showDrawer } from "../page.js";
import { changeAnswers, openBoundaries, openFiles, stopWork, useDraft } from "./drafting.js";

const ownDialog = () => document.getElementById("own");

/** The panel is a dialog: what is behind it gets neither the focus nor a click while it is open. */
function showDialog(isOpen) {
  const dialog = ownDialog();
  if (isOpen && !dialog.open) {
    dialog.showModal();
  } else if (!isOpen && dialog.open) {
    dialog.close();
    const menu = document.querySelector("[data-toggle='more']");
    if (!document.activeElement.checkVisibility() || document.activeElement === document.body) {
      menu.focus(); // the button stood in a menu, which is closed now
    }
  }
}

/* Files. */

function hearFiles() {
  document.addEventListener("change", ({ target }) => {
    const open = { "own-file": openFiles, "own-boundaries": openBoundaries }[target.id];
    if (open && target.files.length) {
      open([...target.files]).finally(() => { target.value = ""; }); // the same file can come again
    }
  });
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      const isFile = event.dataTransfer && event.dataTransfer.types.includes("Files");
      if (!isFile || !ownDialog().open) {
        return;
      }
      event.preventDefault(); // else the browser leaves the page for the file
      document.getElementById("own-drop").toggleAttribute("data-over", /enter|over/.test(kind));
      if (kind === "drop" && event.dataTransfer.files.length) {
        openFiles(event.dataTransfer.files);
      }
    });
  }
}

/* Answers. */

/** Everything that is proposed and can be confirmed. */
function allProposed() {
  const buttons = [...ownDialog().querySelectorAll("[data-own='right']")];
  return Object.fromEntries(buttons.map(({ dataset: { key, value } }) => [key, value]));
}

const actsInDraft = {
  right: ({ key, value }) => changeAnswers({ [key]: value }),
  back: ({ key }) => changeAnswers({ [key]: null }),
  place: ({ key, value }) => changeAnswers({ [key]: value }),
  confirm: () => changeAnswers(allProposed()),
  "accept-all": ({ answers }) => changeAnswers(JSON.parse(answers)),
  recipe: ({ answers }) => changeAnswers(JSON.parse(answers)),
  stop: () => stopWork(),
  use: () => useDraft(),
};

function hearAnswers() {
  document.addEventListener("change", ({ target }) => {
    if (target.dataset.answer) {
      changeAnswers({ [target.dataset.answer]: target.value });
    }
  });
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-own]");
    if (button && button.getAttribute("aria-disabled") !== "true") {
      actsInDraft[button.dataset.own](button.dataset);
    }
  });
}

/** The panel answers; a page without it has none. */
export function hearDrafts() {
  document.addEventListener("drawer-shown", ({ detail }) => {
    if (ownDialog()) {
      showDialog(detail === "own");
    }
  });
  // Keys of the page mean nothing in the panel, but for the one that closes it.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" && event.target.closest && event.target.closest("#own")) {
      event.stopImmediatePropagation();
    }
  }, true);
  document.addEventListener("cancel", ({ target }) => {
    if (target.id === "own") {
      showDrawer("");
    }
  }, true);
  hearFiles();
  hearAnswers();
}
