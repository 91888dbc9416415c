/* The data that the page can show: the list in the panel Open data, asked for whenever it opens, and
   what is removed from it. */

import { inWorld } from "../address.js";
import { madeByServer, saveFile } from "../exports/making.js";
import { below, fill, spoken } from "../words.js";
import { scenesOfWorld } from "./project.js";
import { patiently } from "../wire/patience.js";

const LIST_PATH = "/own/worlds";
const REMOVE_PATH = "/own/remove";
const PROJECT_PATH = "/own/project";

const ownPanel = () => document.getElementById("own");
const inOwn = (selector) => ownPanel().querySelector(selector);

/** Say what became of an act in the panel, or why it did not. */
export function sayOwn(text, isWrong = false) {
  const said = inOwn("#own-said");
  said.textContent = text;
  said.className = isWrong ? "load-error" : "";
}

/** Ask for the list of data and show it. */
export async function fillWorlds() {
  try {
    const reply = await patiently(() => window.fetch(inWorld(`${LIST_PATH}?lang=${spoken}`)));
    const { html } = await reply.json();
    fill(inOwn("#own-worlds"), html);
  } catch {
    sayOwn(inOwn("#own-said").dataset.failed, true);
  }
}

/** Remove data for good; where they are on the screen, the page then opens the usual ones. */
async function removeWorld({ dataset: { world, title, home } }) {
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  const asked = `${below(REMOVE_PATH)}?lang=${spoken}&world=${encodeURIComponent(world)}`;
  try {
    const reply = await patiently(() => window.fetch(asked, { method: "POST", headers, body: "{}" }));
    if (!reply.ok) {
      const { error } = await reply.json();
      throw new Error(error.message);
    }
  } catch ({ message }) {
    sayOwn(message || inOwn("#own-said").dataset.failed, true);
    return;
  }
  if (home) {
    window.location.assign(home);
    return;
  }
  await fillWorlds();
  sayOwn(inOwn("#own-said").dataset.gone.replace("{title}", title));
  inOwn("#own-title").focus();
}

/** Save data as one file, with the scenes of this browser that show them, and the view of them. */
async function saveWorld({ dataset: { world, title } }) {
  const said = inOwn("#own-said").dataset;
  sayOwn(said.saving.replace("{title}", title));
  try {
    const asked = `${below(PROJECT_PATH)}?lang=${spoken}&world=${encodeURIComponent(world)}`;
    const body = JSON.stringify(scenesOfWorld(world));
    const { blob, name } = await madeByServer(asked, body, "application/json", new AbortController().signal);
    saveFile(blob, name);
    sayOwn(said.saved.replace("{name}", name));
  } catch ({ message }) {
    sayOwn(message || said.failed, true);
  }
}

/** One question before anything goes: it cannot be undone. */
function askFirst(row, isAsked) {
  row.querySelector(".own-asked").hidden = !isAsked;
  row.querySelector(isAsked ? "[data-own-act='gone']" : "[data-own-act='remove']").focus();
}

const actsOnWorld = {
  save: saveWorld,
  remove: (row) => askFirst(row, true),
  stay: (row) => askFirst(row, false),
  gone: removeWorld,
};

/** The list answers, and comes when the panel opens; a page without the panel has none. */
export function hearOwn() {
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-own-act]");
    const opener = target.closest("[data-toggle='own']");
    if (button) {
      actsOnWorld[button.dataset.ownAct](button.closest("[data-world]"));
    } else if (opener && ownPanel()) {
      sayOwn("");
      fillWorlds();
    }
  });
}
