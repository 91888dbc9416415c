/* Small things of the page: drawers on narrow screens, the copied link, menus that close, printing,
   and the entry that an address points at. */

import { cleanQuery, spec, valueOf } from "./address.js";
import { frameOf, isEmbedded } from "./embed/alone.js";
import { isInRoom, narrow } from "./map/screen.js";
import { spoken } from "./words.js";

/* The other language is offered to whose browser prefers it, and forced on nobody. */

const isOf = (tag, lang) => tag.split("-")[0] === lang.split("-")[0];
const others = () => [...document.querySelectorAll("#languages a")].map((one) => one.hreflang);

export function offerLanguage() {
  const known = [spoken, ...others()];
  const preferred = navigator.languages.find((tag) => known.some((one) => isOf(tag, one)));
  const isOther = Boolean(preferred) && !isOf(preferred, spoken);
  document.documentElement.toggleAttribute("data-offered", isOther && !new URLSearchParams(window.location.search).has("lang"));
}

let opener = null; // what had the focus before a sheet
const IN_SHEET = { side: ".sheet-close", events: "#clock .dropdown summary", scenes: "#scenes-close" };

/** The focus goes into a sheet, and back; what the menu offers is gone with it. */
function moveFocus(before, drawer) {
  if (IN_SHEET[drawer] && before !== drawer) {
    const focused = document.activeElement;
    const isOffered = focused.closest("#more, #events");
    const menu = document.querySelector("[data-toggle='more']");
    opener = isOffered && menu.offsetParent ? menu : focused;
    document.querySelector(IN_SHEET[drawer]).focus({ preventScroll: true });
  } else if (IN_SHEET[before] && before !== drawer && opener && opener.isConnected) {
    opener.focus({ preventScroll: true });
  }
}

/** Open one drawer, or none; its button then closes it. */
export function showDrawer(drawer) {
  const before = document.body.dataset.drawer;
  document.body.dataset.drawer = drawer;
  document.getElementById("side").classList.remove("sheet-tall");
  if (drawer === "events" || before === "events") {
    document.querySelector("#clock .dropdown").open = drawer === "events";
  }
  for (const button of document.querySelectorAll("[data-toggle]")) {
    const open = button.dataset.toggle === drawer;
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? button.dataset.close : button.dataset.open;
  }
  moveFocus(before, drawer);
  document.dispatchEvent(new CustomEvent("drawer-shown", { detail: drawer }));
  if (before !== drawer && [before, drawer].includes("scenes")) {
    window.dispatchEvent(new Event("resize")); // a tab makes room for the panel
  }
}

/** A menu that is closed takes its sheet away. */
document.addEventListener("toggle", ({ target }) => {
  if (document.body.dataset.drawer === "events" && target.matches("#clock .dropdown") && !target.open) {
    showDrawer("");
  }
}, true);

let lastPlace = "";

/** On a narrow screen what is chosen shows its card, and what is let go of takes it away. */
document.addEventListener("said-shown", () => {
  const place = valueOf("place");
  if (narrow.matches && place !== lastPlace && !isInRoom() && !isEmbedded()) {
    showDrawer(place ? "side" : "");
  }
  lastPlace = place;
});

/** Copy as browsers do without a clipboard of scripts: where the page has no safe origin. */
function copyBySelection(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.setAttribute("readonly", "");
  field.className = "away";
  const focused = document.activeElement;
  document.querySelector("main").append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  focused.focus();
  return isCopied;
}

/** Copy a text: whether it is copied. */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** The address with the version of the data, so that a link tells when figures have changed. */
function stamped(path = window.location.pathname) {
  const { origin, search, hash } = window.location;
  return `${origin}${path}${search}${search ? "&" : "?"}${spec().stamp}${hash}`;
}

/** Copy a text and say so on its button, or show it to be copied by hand. */
async function copyFor(share, text) {
  if (!(await copied(text))) {
    window.prompt(share.dataset.byHand, text);
    return;
  }
  share.dataset.usual = share.dataset.usual || share.textContent;
  share.textContent = share.dataset.done;
  share.addEventListener("blur", () => { share.textContent = share.dataset.usual; }, { once: true });
}

/* Keys of one letter can be switched off: whoever speaks to the browser sends them unmeant. The
   switch belongs to this browser, not to the address. */

const LETTERS = "letter-keys";

/** What a browser keeps for this page; nothing where it keeps nothing. */
function remembered() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** Whether keys of one letter or sign do something on the page. */
export const lettersAct = () => !isEmbedded() && (remembered() || {})[LETTERS] !== "off";

document.addEventListener("change", ({ target }) => {
  const store = remembered();
  if (target.id === LETTERS && store) {
    store[LETTERS] = target.checked ? "on" : "off";
  }
});

/** Show the switch as it was left. */
export function showLetters() {
  document.getElementById(LETTERS).checked = lettersAct();
}

document.addEventListener("click", (event) => {
  const isChoice = Boolean(event.target.closest("[data-role]"));
  for (const menu of document.querySelectorAll("details.dropdown[open]")) {
    if (isChoice || !menu.contains(event.target)) {
      menu.open = false; // it would lie over the card of what was chosen
    }
  }
  const toggle = event.target.closest("[data-toggle]");
  if (toggle) {
    const { toggle: drawer } = toggle.dataset;
    showDrawer(document.body.dataset.drawer === drawer ? "" : drawer);
  }
  if (event.target.closest(".sheet-size")) {
    document.getElementById("side").classList.toggle("sheet-tall");
  }
  const share = event.target.closest("#share");
  if (share) {
    copyFor(share, stamped());
  }
  const embed = event.target.closest("#embed");
  if (embed) {
    copyFor(embed, frameOf(stamped(embed.dataset.path)));
  }
  const print = event.target.closest("[data-print]");
  if (print) {
    document.body.toggleAttribute("data-brief", Boolean(print.closest("#side")));
    window.print();
  }
});

/* On paper an address needs its host, and a figure the day on which it was looked up. */
window.addEventListener("beforeprint", () => {
  const day = new Date().toLocaleDateString(spoken, { dateStyle: "long" });
  const { origin, pathname, hash } = window.location;
  for (const one of document.querySelectorAll("[data-printed]")) {
    one.textContent = `${window.location.origin}${one.dataset.printed} · ${day}`;
  }
  document.getElementById("paper-address").textContent = `${origin}${pathname}${cleanQuery()}${hash} · ${day}`;
});

window.addEventListener("afterprint", () => document.body.removeAttribute("data-brief"));

const listIsOpen = () => document.querySelector("input[data-expanded='true']");

/* Escape closes what is on top: first an open list, which does so itself, then the rest. Looked
   at before the list has closed. */
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !listIsOpen()) {
    showDrawer("");
    document.querySelectorAll("details.dropdown[open]").forEach((menu) => { menu.open = false; });
  }
}, true);

/* On a narrow screen the weights open on demand. */
document.addEventListener("controls-made", ({ target }) => {
  const weights = target.querySelector("#weights");
  if (weights) {
    weights.open = !narrow.matches;
  }
});

/* An address with a hash opens the entry it names, once the tab that holds it is filled; filled
   anew, the entry opens again. */

let opened = null;

/** A hash as it reads; a damaged one names nothing. */
function plainHash(hash) {
  try {
    return decodeURIComponent(hash);
  } catch {
    return "";
  }
}

/** Open the entry that the address names, when it is there and not opened yet. */
export function reveal() {
  const { hash } = window.location;
  const entry = hash.length > 1 && document.getElementById(plainHash(hash.slice(1)));
  if (entry && opened !== entry && entry.offsetParent !== null) {
    opened = entry;
    entry.open = true;
    entry.scrollIntoView({ block: "start" });
    const summary = entry.querySelector("summary");
    if (!summary) {
      entry.tabIndex = -1; // the next tab stop is the one after it
    }
    (summary || entry).focus();
  }
}

window.addEventListener("popstate", () => {
  opened = null;
  reveal();
});
