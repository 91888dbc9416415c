(function () {
"use strict";
/* The address bar is the only view state: controls write to it and are filled from it.
   Field names, zones and limits come from the page's spec; this file holds none of them. */

let knownSpec = null;

/** What the browser needs to spell an address; what a reader loads adds words to it. */
function useSpec(next) {
  knownSpec = next;
}

const spec = () => knownSpec;

function fieldNamed(name) {
  return spec().fields.find((field) => field.name === name);
}

const fieldsFor = (role) => spec().fields.filter((field) => field.role === role);
const fieldFor = (role) => fieldsFor(role)[0];
const hasCorridors = (text) => /^\d\d-\d\d(,|$)/.test(text);

function textsOf(search) {
  const asked = new URLSearchParams(search);
  return Object.fromEntries(spec().fields.map(({ name, default: usual }) =>
    [name, asked.has(name) ? asked.get(name) : usual]));
}

const isWord = (field, text) => !field.words.length || field.words.includes(text);

/** Text of every known field: as the address has it, what a notice says was used instead of it,
    or the default; a control never sees a word that it does not know. */
function current() {
  const texts = textsOf(window.location.search);
  for (const { dataset } of document.querySelectorAll("#notices [data-field]")) {
    if (texts[dataset.field] && texts[dataset.field].startsWith(dataset.found)) {
      texts[dataset.field] = dataset.used;
    }
  }
  for (const field of spec().fields) {
    texts[field.name] = isWord(field, texts[field.name]) ? texts[field.name] : field.default;
  }
  return texts;
}

const valueOf = (role) => current()[fieldFor(role).name];

/** Go where a link of this page points, down to the entry that its hash names. */
function follow({ search, hash }) {
  change(textsOf(search), false, hash);
}

/** Change the field of a role. */
function choose(role, value, replace) {
  change({ [fieldFor(role).name]: value }, replace);
}

function spelled(value) {
  return encodeURIComponent(value).replace(/%2C/g, ",").replace(/%3A/g, ":");
}

/** Query string of some texts: defaults left out, parameters nobody knows kept. */
function query(texts) {
  const parts = [];
  for (const field of spec().fields) {
    if (texts[field.name] !== field.default) {
      parts.push(field.name + "=" + spelled(texts[field.name]));
    }
  }
  for (const [name, value] of new URLSearchParams(window.location.search)) {
    if (!fieldNamed(name)) {
      parts.push(spelled(name) + "=" + spelled(value));
    }
  }
  return parts.length ? "?" + parts.join("&") : "";
}

/** Change some fields; a scrubbed change replaces the last history entry. */
function change(changes, replace, hash = "") {
  const next = query(Object.assign(current(), changes));
  if (next === window.location.search && !hash) {
    return;
  }
  const scrubbed = Object.keys(changes).every((name) => fieldNamed(name).scrubbed);
  const verb = replace || scrubbed ? "replaceState" : "pushState";
  window.history[verb]({}, "", window.location.pathname + next + hash);
  announce();
}

/** Whoever shows the address looks at it again. */
function announce() {
  window.dispatchEvent(new PopStateEvent("popstate"));
}
/* The clock: step, play, keys. Play goes on only after the last interval is painted, then ends. */



const PAUSE = 1400;
let playing = false;

function step(by, replace) {
  const periods = spec().periods;
  const at = periods.indexOf(valueOf("period")) + by;
  if (at < 0 || at >= periods.length) {
    return false;
  }
  choose("period", periods[at], replace);
  return true;
}

function showPlaying() {
  const button = document.getElementById("play");
  button.setAttribute("aria-pressed", String(playing));
  button.textContent = playing ? button.dataset.stop : button.dataset.play;
}

function stop() {
  playing = false;
  showPlaying();
}

function next() {
  if (!playing) {
    return;
  }
  const painted = new Promise((resolve) =>
    document.addEventListener("map-painted", resolve, { once: true }));
  if (!step(1, true)) {
    stop();
    return;
  }
  painted.then(() => window.setTimeout(next, PAUSE));
}

function toggle() {
  if (playing) {
    stop();
    return;
  }
  const periods = spec().periods;
  playing = true;
  showPlaying();
  if (valueOf("period") === periods[periods.length - 1]) {
    document.addEventListener("map-painted", () => window.setTimeout(next, PAUSE), { once: true });
    choose("period", periods[0], true);
    return;
  }
  next();
}

/** Hear the buttons of the clock, and its keys. */
function hearClock() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (button) {
      step(Number(button.dataset.step));
    }
    if (event.target.closest("#play")) {
      toggle();
    }
  });

  /* Space plays and arrows step wherever the key has no other meaning. */
  document.addEventListener("keydown", (event) => {
    const busy = event.target.closest &&
      event.target.closest("input, textarea, select, button, a, summary, [role], [contenteditable]");
    if (event.defaultPrevented || busy || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    if (event.key === " ") {
      event.preventDefault();
      toggle();
    } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      step(event.key === "ArrowLeft" ? -1 : 1);
    }
  });
}
/* What a control shows for a text of the address, and the text for a control's new value. Controls
   of Mantine are bound by their id through Dash, plain boxes by `data-bound`. */




/* Zones and regions: one field, two controls. */

function zones(scheme) {
  return spec().members[scheme] || {};
}

function expand(text, scheme) {
  const found = new Set();
  for (const key of text.split(",").filter(Boolean)) {
    (zones(scheme)[key] || [key]).forEach((code) => found.add(code));
  }
  return [...found].sort();
}

function compact(codes, scheme) {
  const chosen = new Set(codes);
  const groups = Object.entries(zones(scheme));
  if (groups.every(([, members]) => members.every((code) => chosen.has(code)))) {
    return "";
  }
  const whole = groups.filter(([, members]) => members.every((code) => chosen.has(code)));
  whole.forEach(([, members]) => members.forEach((code) => chosen.delete(code)));
  return [...whole.map(([zone]) => zone), ...[...chosen].sort()].join(",");
}

function wholeZones(text, scheme) {
  const codes = new Set(expand(text, scheme));
  return Object.keys(zones(scheme)).filter((zone) =>
    zones(scheme)[zone].every((code) => codes.has(code)));
}

function toggleZones(keys, text, scheme) {
  const before = wholeZones(text, scheme);
  const codes = new Set(expand(text, scheme));
  const changed = (zone) => keys.includes(zone) !== before.includes(zone);
  Object.keys(zones(scheme)).filter(changed).forEach((zone) =>
    zones(scheme)[zone].forEach((code) =>
      (keys.includes(zone) ? codes.add(code) : codes.delete(code))));
  return compact([...codes], scheme);
}

/* Weights: one field, a control for each entry. Empty text means that all are 1. */

function weightsOf(text) {
  const given = Object.fromEntries(text.split(",").map((entry) => entry.split(":")));
  const weightOf = (key) => (text ? Number(given[key]) || 0 : 1);
  return Object.fromEntries(spec().weights.map((key) => [key, weightOf(key)]));
}

/** All at 0 is spelled too: the server says why it cannot be. */
function spelledWeights(weights) {
  const entries = Object.entries(weights);
  const counted = entries.filter(([, weight]) => weight > 0);
  const listed = counted.length ? counted : entries.slice(0, 1);
  return entries.every(([, weight]) => weight === 1) ? "" : listed.map((one) => one.join(":")).join(",");
}

/* One pair of functions for each kind of control. */

const schemeOf = (texts) => texts[fieldFor("scheme").name];
const hasNumbers = (text) => /\d/.test(text);
const mayBeEmpty = (field) => field.kind === "choice" && field.default === "";

const toControl = {
  main(field, text) {
    if (field.kind === "list") {
      return text === "none" ? [] : text.split(",").filter(Boolean);
    }
    if (field.kind === "count") {
      return text === "all" ? spec().most : Number(text) || Number(field.default);
    }
    const unlisted = field.role === "breaks" && hasNumbers(text);
    return unlisted || (mayBeEmpty(field) && !text) ? null : text;
  },
  zones: (field, text, texts) => wholeZones(text, schemeOf(texts)),
  regions: (field, text, texts) => expand(text, schemeOf(texts)),
  search: (field, text) => (hasCorridors(text) ? null : text || null),
  numbers: (field, text) => (hasNumbers(text) ? text : ""),
  weight: (field, text, texts, key) => weightsOf(text)[key],
};

/** A second control of the same kind is called main:2, the control of one entry weight:gdp. */
const kindOf = (part) => part.split(":")[0];
const keyOf = (part) => part.split(":")[1];

const fromControl = {
  main(field, value) {
    if (field.kind === "list") {
      const text = value.join(",");
      return sameList(field, text, field.default) ? field.default : text || "none";
    }
    if (field.kind === "count") {
      return Number.isInteger(value) ? (value >= spec().most ? "all" : String(value)) : null;
    }
    return value === null ? "" : value;
  },
  zones: (field, value, texts) => toggleZones(value, texts[field.name], schemeOf(texts)),
  regions: (field, value, texts) => compact(value, schemeOf(texts)),
  search: (field, value) => value || "",
  numbers: (field, value, texts) => {
    const typed = value.replace(/\s/g, "");
    return typed || (hasNumbers(texts[field.name]) ? field.default : null);
  },
  weight: (field, value, texts, key) => {
    const weights = weightsOf(texts[field.name]);
    const legal = typeof value === "number" && value !== weights[key];
    return legal ? spelledWeights(Object.assign(weights, { [key]: value })) : null;
  },
};

/** A list control may order its values in its own way; the address has one order. */
function sameList(field, a, b) {
  const sorted = (text) => text.split(",").sort().join(",");
  return field.kind === "list" && sorted(a) === sorted(b);
}

/** Address of a control's new value, or nothing when it says what the address says already. */
function changeOf(control, texts) {
  const field = fieldNamed(control.id.view);
  const value = control.value === undefined ? null : control.value;
  if (value === null && control.id.part !== "search" && !mayBeEmpty(field)) {
    return null;
  }
  if (control.id.part === "search" && value === null && hasCorridors(texts[field.name])) {
    return null;
  }
  const { part } = control.id;
  const text = fromControl[kindOf(part)](field, value, texts, keyOf(part));
  if (text === null || text === texts[field.name] || sameList(field, text, texts[field.name])) {
    return null;
  }
  return { [field.name]: text };
}

/** Choosing other zones keeps the chosen regions: they are spelled anew. */
function respelled(change, texts) {
  const scheme = schemeOf(change);
  for (const { name } of scheme ? fieldsFor("zones") : []) {
    change[name] = compact(expand(texts[name], schemeOf(texts)), scheme);
  }
  return change;
}

const shown = ({ view, part }, texts) =>
  toControl[kindOf(part)](fieldNamed(view), texts[view], texts, keyOf(part));

/** Changes of the address that a control asks for, or nothing. */
function asked(control, texts) {
  const change = changeOf(control, texts);
  return change && respelled(change, texts);
}

/* Plain boxes: a group of them is one control, its id in `data-bound`. Radio buttons stand for one
   value, checkboxes for a list. */

const boundTo = (group) => JSON.parse(group.dataset.bound);

function fillBoxes(texts) {
  for (const group of document.querySelectorAll("[data-bound]")) {
    const values = [shown(boundTo(group), texts)].flat();
    group.querySelectorAll("input").forEach((box) => { box.checked = values.includes(box.value); });
  }
}

document.addEventListener("change", ({ target }) => {
  const group = target.closest("[data-bound]");
  if (group) {
    const values = [...group.querySelectorAll("input:checked")].map((box) => box.value);
    const value = target.type === "radio" ? target.value : values;
    const changes = asked({ id: boundTo(group), value }, current());
    if (changes) {
      change(changes);
    }
  }
});

/* Controls of Mantine: Dash tells every change of one, and what each shows. */

let bound = null;
const named = ({ id }) => JSON.stringify(id, Object.keys(id).sort());

/** Hear of all bound controls: what one of them asks for goes into the address. */
function hear({ triggered, inputs_list: [controls] }) {
  const isFirst = !bound;
  const moved = new Set((triggered || []).map((one) => one.prop_id));
  const texts = current();
  bound = controls;
  for (const control of isFirst ? [] : bound) {
    const changes = moved.has(named(control) + ".value") && asked(control, texts);
    if (changes) {
      change(changes);
      break;
    }
  }
}

/** Show a text in a control, unless it shows it already: each change costs a round of all. */
function set(control, texts) {
  const value = shown(control.id, texts);
  const before = control.value === undefined ? null : control.value;
  if (JSON.stringify(value) !== JSON.stringify(before)) {
    window.dash_clientside.set_props(control.id, { value });
  }
}

/** Show the address in all controls. */
function fillControls() {
  const texts = current();
  bound.forEach((control) => set(control, texts));
  fillBoxes(texts);
}

/** Change other properties of controls, such as their options. */
function equip(controls) {
  controls.forEach(({ id, props }) => window.dash_clientside.set_props(id, props));
}
/* Small things of the page: drawers on narrow screens, the copied link, menus that close, printing,
   and the entry that an address points at. */

/** Open one drawer, or none; its button then closes it. */
function showDrawer(drawer) {
  document.body.dataset.drawer = drawer;
  for (const button of document.querySelectorAll("[data-toggle]")) {
    const open = button.dataset.toggle === drawer;
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? button.dataset.close : button.dataset.open;
  }
}

document.addEventListener("click", (event) => {
  const toggle = event.target.closest("[data-toggle]");
  if (toggle) {
    const { toggle: drawer } = toggle.dataset;
    showDrawer(document.body.dataset.drawer === drawer ? "" : drawer);
  }
  const share = event.target.closest("#share");
  if (share) {
    const before = share.textContent;
    navigator.clipboard.writeText(window.location.href).then(() => {
      share.textContent = share.dataset.done;
      share.addEventListener("blur", () => { share.textContent = before; }, { once: true });
    });
  }
  if (event.target.closest("[data-print]")) {
    window.print();
  }
  for (const menu of document.querySelectorAll("details.dropdown[open]")) {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  }
});

const listIsOpen = () => document.querySelector("input[data-expanded='true']");

/* Escape closes what is on top: first an open list, which does so itself, then the rest. Looked
   at before the list has closed. */
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !listIsOpen()) {
    showDrawer("");
    document.querySelectorAll("details.dropdown[open]").forEach((menu) => { menu.open = false; });
  }
}, true);

/** On a narrow screen the legend and the weights open on demand. */
function foldWhenNarrow() {
  for (const id of ["legend-box", "weights"]) {
    document.getElementById(id).open = window.innerWidth >= 900;
  }
}

/* An address with a hash opens the entry it names, once the tab that holds it is filled; filled
   anew, the entry opens again. */

let opened = null;

/** Open the entry that the address names, when it is there and not opened yet. */
function reveal() {
  const { hash } = window.location;
  const entry = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
  if (entry && opened !== entry && entry.offsetParent !== null) {
    opened = entry;
    entry.open = true;
    entry.scrollIntoView({ block: "start" });
    const summary = entry.querySelector("summary");
    if (summary) {
      summary.focus();
    }
  }
}

window.addEventListener("popstate", () => {
  opened = null;
  reveal();
});
/* Picking: a click names a place, an interval or a whole address; a second one on it lets go. */



function clicked(data) {
  const point = data && data.points && data.points[0];
  return point && point.customdata ? String(point.customdata) : "";
}

function pickPlace(place) {
  choose("place", valueOf("place") === place ? "" : place);
}

const picks = {
  map: pickPlace,
  timeline(what) {
    if (what.startsWith("period:")) {
      choose("period", what.slice(7));
    } else if (what.startsWith("#")) {
      choose("view", "sources");
      window.history.replaceState({}, "", window.location.search + what);
    } else {
      pickPlace(what);
    }
  },
};

/** What a click on a figure names: an address leads there, the rest is for the figure to say. */
function pick(id, data) {
  const what = clicked(data);
  if (what.startsWith("/")) {
    follow(new URL(what, window.location.href));
  } else if (what && picks[id]) {
    picks[id](what);
  }
}

const inOrder = (text) => text.split(",").sort().join(",");

/** Rows of the table and corridors of the address are the same choice. */
function pickRows(rows) {
  const keys = (rows || []).map((row) => row.key).filter(Boolean).join(",");
  const before = valueOf("place");
  if (inOrder(keys) !== inOrder(before) && (keys || hasCorridors(before))) {
    choose("place", keys);
  }
}

/* A link inside the page changes the view and keeps the parameters that nobody knows. */
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='/?'], a[href='/']");
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (link && plain && event.button === 0) {
    event.preventDefault();
    event.stopPropagation();
    follow(new URL(link.href));
  }
}, true);

/* A button that sets one field. */
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-role]");
  if (button) {
    choose(button.dataset.role, button.dataset.value);
  }
});
/* Markup that the server made, set at once. What is there already stays: it keeps the focus, what is
   unfolded, how far it is scrolled, and the figures drawn in it. */

const lastFilled = new WeakMap(); // holder → its markup

const isSame = (a, b) => a && a.nodeName === b.nodeName && (a.id || "") === (b.id || "");

/** Attributes as in the markup; what a reader has unfolded stays so, a drawn figure keeps its class. */
function dress(element, wanted) {
  const isDrawn = element.hasAttribute("data-figure");
  const stays = (name) => name === "open" || (isDrawn && name === "class");
  for (const { name } of [...element.attributes]) {
    if (!wanted.hasAttribute(name) && !stays(name)) {
      element.removeAttribute(name);
    }
  }
  for (const { name, value } of wanted.attributes) {
    if (element.getAttribute(name) !== value && !(isDrawn && name === "class")) {
      element.setAttribute(name, value);
    }
  }
}

function become(node, wanted) {
  if (node.nodeType !== Node.ELEMENT_NODE) {
    if (node.data !== wanted.data) {
      node.data = wanted.data;
    }
    return;
  }
  if (node.isEqualNode(wanted)) {
    return;
  }
  dress(node, wanted);
  if (!node.hasAttribute("data-figure") && !node.hasAttribute("data-kept")) {
    becomeAll(node, wanted);
  }
}

/** Make the children of an element those of another, keeping what is alike. */
function becomeAll(element, wanted) {
  let next = element.firstChild;
  for (const child of [...wanted.childNodes]) {
    const known = child.id && [...element.children].find((one) => isSame(one, child));
    if (known && known !== next) {
      element.insertBefore(known, next);
      next = known;
    }
    if (isSame(next, child)) {
      become(next, child);
      next = next.nextSibling;
    } else {
      element.insertBefore(child, next);
    }
  }
  while (next) {
    const after = next.nextSibling;
    next.remove();
    next = after;
  }
}

/** Fill one element with markup, and tell so (`filled`). */
function fill(holder, html) {
  if (lastFilled.get(holder) === html) {
    return;
  }
  lastFilled.set(holder, html);
  const wanted = document.createElement("template");
  wanted.innerHTML = html;
  becomeAll(holder, wanted.content);
  holder.dispatchEvent(new CustomEvent("filled", { bubbles: true }));
}

/** What the server says around the map, by the id of its element. */
function say(said) {
  for (const [id, html] of Object.entries(said)) {
    fill(document.getElementById(id), html);
  }
  document.dispatchEvent(new CustomEvent("said-shown"));
}

/** Markup that the page came with: each element that has some holds it as text until now. */
function fillStanding() {
  document.querySelectorAll("[data-still]").forEach((holder) => fill(holder, holder.dataset.still));
}
/* What a reader loads into the assessment: checked by this server, kept by this browser alone. */




const KEY = "migration-corridors-loaded";
let unkept = ""; // what the browser would not keep; it lasts as long as the page
let arriving = false; // the tab is about to be filled anew, which moves the report

const by = (id) => document.getElementById(id);
const form = () => by("assessment-form");

/** What the reader loaded, as one text; it travels with every question. */
function kept() {
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

/* The report stands outside what a later view fills (`data-kept`); it comes into sight again. */

function report(html) {
  fill(by("assessment-report"), html);
  window.requestAnimationFrame(bring);
}

function bring() {
  by("assessment-report").scrollIntoView({ block: "nearest" });
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
  const reply = await fetch("/api/assessment", { method: "POST", body });
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
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff", kept()], { type: "text/csv" }));
  link.download = "assessment-loaded.csv";
  link.click();
  URL.revokeObjectURL(link.href);
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

/* Another window of this browser has loaded or removed something. */
window.addEventListener("storage", ({ key }) => {
  if (key === KEY) {
    announce();
  }
});
/* Fill the frame with the map, whatever its shape, and keep the camera that a reader has chosen.

   Plotly clips a geo subplot to the projected box of its axis ranges, fitted into the frame, so the
   box must have the shape of the frame. The box of an equal-area cone between two parallels has a
   closed form; only its width in longitude is searched. Ranges are set as a figure enters plotly,
   so the first drawing is already right. */

const RADIANS = Math.PI / 180;
const EARTH_KM = 6371;
const SOUTH = -25;
const NORTH = 66;
const KM_PER_DEGREE = 111;
const SHOWN_KM = { width: 5250, height: 4350 };
const MIDDLE = { lon: 103.6, lat: 36.1 };
const ASIDE_PX = 50; // farther, the edge of the drawn land would show on a wide screen
const LEGEND_ROOM = 0.55; // share of the spare room that is left free at the west and south

function cone(parallels) {
  const [a, b] = parallels.map((degrees) => Math.sin(degrees * RADIANS));
  const n = (a + b) / 2;
  const c = 1 - a * a + 2 * n * a;
  return { n, radius: (lat) => Math.sqrt(c - 2 * n * Math.sin(lat * RADIANS)) / n };
}

/** Width and height of the box that spans a half-width in longitude, in earth radii. */
function boxOf({ n, radius }, half) {
  const turn = n * half * RADIANS;
  return {
    width: 2 * radius(SOUTH) * Math.sin(turn),
    height: radius(SOUTH) - radius(NORTH) * Math.cos(turn),
  };
}

function halfWidthFor(shape, aspect) {
  let low = 5;
  let high = 110;
  for (let i = 0; i < 40; i += 1) {
    const middle = (low + high) / 2;
    const { width, height } = boxOf(shape, middle);
    if (width / height < aspect) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return (low + high) / 2;
}

/** Axis ranges and scale that show the country as large as the frame allows; ``unit`` is how
    many pixels a kilometre has at scale 1. */
function fittedTo(geo, width, height) {
  const shape = cone(geo.projection.parallels);
  const half = halfWidthFor(shape, width / height);
  const unit = width / (boxOf(shape, half).width * EARTH_KM);
  const wanted = Math.min(width / SHOWN_KM.width, height / SHOWN_KM.height);
  const middle = geo.projection.rotation.lon;
  const spare = { width: width / wanted - SHOWN_KM.width, height: height / wanted - SHOWN_KM.height };
  const aside = Math.min((spare.width / 2) * LEGEND_ROOM, ASIDE_PX / wanted);
  const west = aside / (KM_PER_DEGREE * Math.cos(MIDDLE.lat * RADIANS));
  const values = {
    "center.lon": MIDDLE.lon - west,
    "center.lat": MIDDLE.lat - (spare.height / 2) * LEGEND_ROOM / KM_PER_DEGREE,
    "lonaxis.range": [middle - half, middle + half],
    "lataxis.range": [SOUTH, NORTH],
    "projection.scale": wanted / unit,
    "projection.rotation.lon": middle,
  };
  return { unit, values };
}

const fits = new WeakMap();
const cameras = new WeakMap(); // what a reader moved to, its scale in pixels a kilometre

function fitOf(plot, geo) {
  const { clientWidth: width, clientHeight: height } = plot;
  const last = fits.get(plot);
  if (last && last.width === width && last.height === height) {
    return last;
  }
  const now = { width, height, ...fittedTo(geo, width, height) };
  fits.set(plot, now);
  return now;
}

/** Where the camera is at home: the whole country, as the layout turns the globe. */
const home = (plot) => fits.get(plot).values;

/** Paths and values of a frame with its camera: at home, or where the reader left it. */
function framed(plot, geo) {
  const { unit, values } = fitOf(plot, geo);
  const camera = cameras.get(plot);
  return camera
    ? { ...values, ...camera, "projection.scale": camera["projection.scale"] / unit }
    : values;
}

/** Figure with its map fitted to the frame; figures without a map stay as they are. */
function fit(plot, figure) {
  if (!figure.layout.geo) {
    return figure;
  }
  const geo = { ...figure.layout.geo };
  for (const [path, value] of Object.entries(framed(plot, geo))) {
    const keys = path.split(".");
    const last = keys.pop();
    const holder = keys.reduce((part, key) => (part[key] = { ...part[key] }), geo);
    holder[last] = value;
  }
  return { ...figure, layout: { ...figure.layout, geo } };
}

/** Changes of a drawn layout that fit its frame again. */
function refit(plot, { layout: { geo } }) {
  const changes = geo ? framed(plot, geo) : {};
  return Object.fromEntries(Object.entries(changes).map(([path, value]) => ["geo." + path, value]));
}

/** Remember where a reader has moved the camera, unless it is home again. */
function rememberCamera(plot) {
  const { projection, center } = plot.layout.geo;
  const { unit, values } = fits.get(plot);
  const shown = {
    "projection.scale": projection.scale,
    "projection.rotation.lon": projection.rotation.lon,
    "center.lon": center.lon,
    "center.lat": center.lat,
  };
  if (Object.entries(shown).every(([path, value]) => Math.abs(value - values[path]) < 1e-6)) {
    cameras.delete(plot);
  } else {
    cameras.set(plot, { ...shown, "projection.scale": projection.scale * unit });
  }
}
/* Marks that plotly has no words for: hatched shapes whose range spans zero, and dashed edges of
   estimates. A trace names both in its `meta`: {unsure: [ids], kind: "estimated"}. */

const SVG = "http://www.w3.org/2000/svg";
const STRIPES = { shape: { period: 6, width: 1.3 }, line: { period: 4, width: 2.2 } };
const INK = "#1b2430";

function defs() {
  const known = document.getElementById("hatches");
  if (known) {
    return known.firstChild;
  }
  const svg = document.createElementNS(SVG, "svg");
  svg.id = "hatches";
  svg.setAttribute("width", "0");
  svg.setAttribute("height", "0");
  svg.setAttribute("aria-hidden", "true");
  svg.style.position = "absolute";
  svg.append(document.createElementNS(SVG, "defs"));
  document.body.append(svg);
  return svg.firstChild;
}

function svgElement(name, attributes) {
  const element = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  return element;
}

/** Address of the hatch over one colour; a line is hatched in its own ink. */
function hatchOf(fill, isLine) {
  const id = "hatch-" + (isLine ? "line-" : "") + fill.replace(/\W+/g, "");
  if (!document.getElementById(id)) {
    const { period, width } = isLine ? STRIPES.line : STRIPES.shape;
    const pattern = svgElement("pattern", {
      id, width: period, height: period,
      patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)",
    });
    pattern.append(
      svgElement("rect", { width: period, height: period, fill: isLine ? "#ffffff" : fill }),
      svgElement("rect", { width, height: period, fill: isLine ? fill : INK }),
    );
    defs().append(pattern);
  }
  return `url("#${id}")`;
}

/** Hatch and dash the shapes of a drawn figure. */
function hatch(plot) {
  for (const group of plot.querySelectorAll(".choroplethlayer .trace")) {
    const data = group.__data__;
    const meta = data && data[0] && data[0].trace && data[0].trace.meta;
    const unsure = new Set((meta && meta.unsure) || []);
    group.classList.toggle("estimated", Boolean(meta && meta.kind === "estimated"));
    for (const path of group.querySelectorAll(unsure.size ? "path" : "path.unsure")) {
      const isUnsure = unsure.has(path.__data__ && path.__data__.loc);
      path.classList.toggle("unsure", isUnsure);
      // Plotly keeps the colour of the class in the attribute; the style lies over it.
      path.style.fill = isUnsure ? hatchOf(path.getAttribute("fill"), Boolean(meta.lines)) : "";
    }
  }
}
/* The map in the browser: camera by buttons and keys, names that do not collide, legend widths. */



const ZOOM = 1.35;
const STEP = 0.18;
const NEAREST = 0.6;
const FARTHEST = 24;

/* A geo subplot looks in PlotlyGeoAssets.topojson for "<scope>_<resolution>m" before it asks plotly's
   vendor for that file. The map brings its own shapes, so empty layers are all it needs. */
const layers = ["coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits"];
const nothing = {
  type: "Topology",
  objects: Object.fromEntries(
    layers.map((layer) => [layer, { type: "GeometryCollection", geometries: [] }])),
  arcs: [],
};
window.PlotlyGeoAssets = { topojson: { world_110m: nothing, world_50m: nothing } };

const isDrawn = (plot) => Boolean(plot && plot.layout && plot.layout.geo && plot.on);
const mapPlot = () => document.getElementById("map");

function camera() {
  const { projection, center } = mapPlot().layout.geo;
  return { scale: projection.scale, lon: center.lon, lat: center.lat };
}

const homeScale = () => home(mapPlot())["projection.scale"];

/** Move the camera as if by hand: changes by their path below the subplot. */
function move(changes) {
  const wanted = Object.entries(changes).map(([path, value]) => ["geo." + path, value]);
  return window.Plotly.relayout(mapPlot(), Object.fromEntries(wanted));
}

const moveTo = ({ scale, lon, lat }) =>
  move({ "projection.scale": scale, "center.lon": lon, "center.lat": lat });

function pan(east, north) {
  const now = camera();
  const degrees = 40 * STEP * (homeScale() / now.scale);
  return moveTo({ scale: now.scale, lon: now.lon + east * degrees * 1.2, lat: now.lat + north * degrees });
}

function zoom(factor) {
  const now = camera();
  const scale = Math.min(FARTHEST * homeScale(), Math.max(NEAREST * homeScale(), now.scale * factor));
  return moveTo({ scale, lon: now.lon, lat: now.lat });
}

const moves = {
  "zoom-in": () => zoom(ZOOM),
  "zoom-out": () => zoom(1 / ZOOM),
  home: () => move(home(mapPlot())),
  left: () => pan(-1, 0),
  right: () => pan(1, 0),
  up: () => pan(0, 1),
  down: () => pan(0, -1),
};
const moveKeys = {
  "+": "zoom-in",
  "=": "zoom-in",
  "-": "zoom-out",
  _: "zoom-out",
  0: "home",
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-map]");
  if (button && isDrawn(mapPlot())) {
    moves[button.dataset.map]();
  }
});

document.addEventListener("keydown", (event) => {
  const frame = event.target.closest && event.target.closest("#map-frame");
  if (frame && isDrawn(mapPlot()) && moveKeys[event.key] && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    event.stopPropagation();
    moves[moveKeys[event.key]]();
  }
});

/* Names that would run into a mark, into one another or under the legend and the buttons: the
   later one in drawing order stays, since sites and networks are drawn above regions. */
function declutter(plot) {
  const marks = [...plot.querySelectorAll(".geo .point")]
    .filter((mark) => mark.style.opacity !== "0")
    .map((mark) => mark.getBoundingClientRect())
    .map((box) => new DOMRect(box.x + 4, box.y + 4, box.width - 8, box.height - 8));
  const over = [...document.querySelectorAll("#legend-box, .map-buttons, #chips > *")]
    .map((box) => box.getBoundingClientRect());
  const taken = [...marks, ...over];
  const texts = [...plot.querySelectorAll(".geo text")].reverse();
  const boxes = texts.map((text) => text.getBoundingClientRect());
  texts.forEach((text, i) => {
    const box = boxes[i];
    const clash = taken.some((other) =>
      box.left < other.right + 2 && box.right + 2 > other.left &&
      box.top < other.bottom && box.bottom > other.top);
    text.style.visibility = clash || box.width === 0 ? "hidden" : "visible";
    if (!clash) {
      taken.push(box);
    }
  });
}

/** Sample widths of the legend at the scale of the map. */
function scaleLegend(plot) {
  const subplot = plot._fullLayout.geo && plot._fullLayout.geo._subplot;
  if (!subplot || !subplot.projection) {
    return;
  }
  const a = subplot.projection([105, 36]);
  const b = subplot.projection([105, 37]);
  if (!a || !b) {
    return;
  }
  const perMetre = Math.hypot(a[0] - b[0], a[1] - b[1]) / 111000;
  for (const sample of document.querySelectorAll("[data-metres]")) {
    sample.style.height = Math.max(1, sample.dataset.metres * perMetre).toFixed(1) + "px";
  }
}

/* Where shapes overlap plotly answers with the lowest; a reader points at the highest. */
function pointAtTheTop(plot) {
  const { _module: choropleth } = plot._fullData.find((trace) => trace.type === "choropleth");
  const lowest = choropleth.hoverPoints;
  choropleth.hoverPoints = (point, ...place) => {
    const { cd } = point;
    point.cd = [...cd].reverse();
    point.cd[0] = Object.assign({}, point.cd[0], { trace: cd[0].trace });
    const found = lowest(point, ...place);
    point.cd = cd;
    return found;
  };
}

let due = false;
let isPainted = false;

/** Measure once before the next frame, however much has changed until then. */
function tidy() {
  if (due || !isDrawn(mapPlot())) {
    return;
  }
  due = true;
  window.requestAnimationFrame(() => {
    due = false;
    scaleLegend(mapPlot());
    declutter(mapPlot());
    if (isPainted) {
      isPainted = false;
      document.dispatchEvent(new CustomEvent("map-painted"));
    }
  });
}

/** After plotly has drawn the map. */
function tidyPainted() {
  isPainted = true;
  tidy();
}

/** Once, when the map is first drawn. */
function watchMap(plot) {
  pointAtTheTop(plot);
  plot.on("plotly_relayouting", () => scaleLegend(plot));
  document.getElementById("legend-box").addEventListener("toggle", tidy);
}
/* Room mode: the page for a hall. Full screen where the browser allows it, large type, controls
   away until the pointer moves or a key other than a step is pressed. */

const SCALE = 1.4;
const AWAKE_MS = 3000;
const FORWARD = [" ", "PageDown"];
const BACK = ["PageUp"];
const QUIET = [...FORWARD, ...BACK, "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Shift"];
const FIELDS = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";
const root = document.documentElement;

const isOn = () => root.dataset.room === "on";
const button = () => document.getElementById("present");
const inField = (target) => Boolean(target && target.closest && target.closest(FIELDS));

/* Charts: plotly gets a copy with larger type; the figure itself stays as the page has it.
   The name of a note is its short form. */

const scaled = (font, usual) => Object.assign({}, font, { size: ((font && font.size) || usual) * SCALE });
const enlarged = (text) => (typeof text === "string"
  ? text.replace(/font-size:\s*([\d.]+)px/g, (_, size) => `font-size:${size * SCALE}px`)
  : text);

function withFonts(part, names) {
  const copy = Object.assign({}, part);
  for (const name of names.filter((one) => copy[one])) {
    copy[name] = scaled(copy[name], 12);
  }
  if (copy.hoverlabel) {
    copy.hoverlabel = Object.assign({}, copy.hoverlabel, { font: scaled(copy.hoverlabel.font, 13) });
  }
  if (Array.isArray(copy.text) && (copy.mode || "").includes("text")) {
    copy.text = copy.text.map(enlarged);
  }
  return copy;
}

function largeLayout(layout) {
  const copy = withFonts(layout, []);
  copy.font = Object.assign(scaled(layout.font, 12), { color: "#000000" });
  for (const name of Object.keys(copy).filter((key) => /^[xy]axis\d*$/.test(key))) {
    copy[name] = withFonts(copy[name], ["tickfont"]);
    if (copy[name].title && copy[name].title.font) {
      copy[name].title = withFonts(copy[name].title, ["font"]);
    }
  }
  copy.annotations = (layout.annotations || []).map((note) =>
    Object.assign(withFonts(note, ["font"]), note.name ? { text: note.name } : {}));
  copy.shapes = (layout.shapes || []).map((shape) => (shape.label
    ? Object.assign({}, shape, { label: withFonts(shape.label, ["font"]) })
    : shape));
  if (layout.margin) {
    copy.margin = Object.fromEntries(
      Object.entries(layout.margin).map(([side, size]) => [side, size * SCALE]));
  }
  return copy;
}

function large(figure) {
  return Object.assign({}, figure, {
    data: (figure.data || []).map((trace) => withFonts(trace, ["textfont"])),
    layout: largeLayout(figure.layout || {}),
  });
}

/** Figure as the room needs it; the page's own figure where nothing is presented. */
const present = (figure) => (isOn() ? large(figure) : figure);

/** Every figure is drawn again, and looks at its size. */
function redrawAll() {
  document.dispatchEvent(new CustomEvent("presented"));
  window.dispatchEvent(new Event("resize"));
}

/* Controls sleep and wake. */

let timer = 0;

function sleep() {
  const active = document.activeElement;
  if (isOn() && (inField(active) || document.querySelector("details.dropdown[open]"))) {
    wake();
    return;
  }
  root.dataset.controls = "asleep";
}

function wake() {
  if (!isOn()) {
    return;
  }
  root.dataset.controls = "awake";
  window.clearTimeout(timer);
  timer = window.setTimeout(sleep, AWAKE_MS);
}

function enter() {
  root.dataset.room = "on";
  button().setAttribute("aria-pressed", "true");
  if (document.activeElement) {
    document.activeElement.blur();
  }
  sleep();
  if (root.requestFullscreen) {
    root.requestFullscreen().catch(() => undefined);
  }
  redrawAll();
}

function leave() {
  if (!isOn()) {
    return;
  }
  window.clearTimeout(timer);
  delete root.dataset.room;
  delete root.dataset.controls;
  button().setAttribute("aria-pressed", "false");
  if (document.fullscreenElement) {
    document.exitFullscreen().catch(() => undefined);
  }
  redrawAll();
  button().focus();
}

function stepBy(by) {
  document.querySelector(`[data-step="${by}"]`).click();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("#present")) {
    (isOn() ? leave : enter)();
  }
});

document.addEventListener("fullscreenchange", () => {
  if (!document.fullscreenElement) {
    leave();
  }
});

for (const name of ["pointermove", "pointerdown"]) {
  document.addEventListener(name, (event) => {
    if (event.movementX || event.movementY || name === "pointerdown") {
      wake();
    }
  });
}

/* Before the clock hears it: in a hall the space bar and a presenter's remote step, not play. */
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) {
    return;
  }
  if (!isOn()) {
    if (event.key.toLowerCase() === "p") {
      enter();
    }
    return;
  }
  const onControl = event.target.closest && event.target.closest("button, a, summary, [role='radio']");
  if (event.key.toLowerCase() === "p") {
    leave();
  } else if (event.key === "Escape" && !document.querySelector("details.dropdown[open]")) {
    leave();
  } else if (!onControl && [...FORWARD, ...BACK].includes(event.key)) {
    event.preventDefault();
    event.stopPropagation();
    stepBy(FORWARD.includes(event.key) ? 1 : -1);
  } else if (!QUIET.includes(event.key)) {
    wake();
  }
}, true);
/* Figures: what differs from the base is changed in a copy, since plotly compares by identity, and
   every figure of the page goes one way from there to the screen. */







const RESIZE_MS = 120;
const figures = new Map(); // element → figure as the page has it
const sizes = new WeakMap(); // element → its size when it was drawn
const unseen = new Set(); // elements that were hidden when their figure came

function isEqual(a, b) {
  if (a === b) {
    return true;
  }
  if (!a || !b || typeof a !== "object" || typeof b !== "object") {
    return false;
  }
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isEqual(a[key], b[key]));
}

function assigned(part, [key, ...rest], value) {
  const before = part === undefined || part === null ? undefined : part[key];
  const after = rest.length ? assigned(before, rest, value) : value;
  if (isEqual(before, after)) {
    return part;
  }
  const copy = Array.isArray(part) ? part.slice() : Object.assign({}, part);
  copy[key] = after;
  return copy;
}

function assignedAll(part, changes) {
  return Object.entries(changes).reduce(
    (now, [path, value]) => assigned(now, path.split("."), value), part);
}

/** Figure with changes by dotted path: one dict for each trace, in order, and one for the layout. */
function changed(figure, { data, layout }) {
  const traces = figure.data.map((trace, slot) => assignedAll(trace, data[slot] || {}));
  return {
    ...figure,
    data: traces.every((trace, slot) => trace === figure.data[slot]) ? figure.data : traces,
    layout: assignedAll(figure.layout, layout),
  };
}

const sizeOf = ({ clientWidth, clientHeight }) => `${clientWidth} ${clientHeight}`;
const isSeen = (plot) => Boolean(plot.clientWidth && plot.clientHeight);

/* The one way to the screen. A figure that is hidden waits until it is seen. */

function paint(plot) {
  if (!isSeen(plot)) {
    unseen.add(plot);
    return;
  }
  const isNew = !sizes.has(plot);
  unseen.delete(plot);
  sizes.set(plot, sizeOf(plot));
  const { data, layout, config } = present(fit(plot, figures.get(plot)));
  window.Plotly.react(plot, data, { ...layout }, config);
  if (isNew) {
    plot.on("plotly_afterplot", () => painted(plot));
    plot.on("plotly_click", (clicked) => pick(plot.id, clicked));
    plot.on("plotly_relayout", () => plot.layout.geo && rememberCamera(plot));
    if (plot.id === "map") {
      watchMap(plot);
    }
  }
}

function painted(plot) {
  hatch(plot);
  if (plot.id === "map") {
    tidyPainted();
  }
}

/** Draw a figure in its element. */
function draw(id, figure) {
  const plot = document.getElementById(id);
  figures.set(plot, figure);
  resized.observe(plot);
  paint(plot);
}

/** Change a figure that is drawn already, and say that it is painted even if nothing differs. */
function redraw(id, change) {
  const plot = document.getElementById(id);
  const before = figures.get(plot);
  const after = changed(before, change);
  if (after.data === before.data && after.layout === before.layout && !unseen.has(plot)) {
    painted(plot);
    return;
  }
  figures.set(plot, after);
  paint(plot);
}

/** Let go of the figures whose elements have left the page. */
function forgetGone() {
  for (const plot of [...figures.keys()].filter((one) => !one.isConnected)) {
    figures.delete(plot);
    unseen.delete(plot);
    resized.unobserve(plot);
    window.Plotly.purge(plot);
  }
}

/* A frame that changes its shape, with the window or with the lines below it, is filled again. */

function resize(plot) {
  if (isSeen(plot) && unseen.has(plot)) {
    paint(plot);
  } else if (isSeen(plot) && sizes.get(plot) !== sizeOf(plot)) {
    sizes.set(plot, sizeOf(plot));
    window.Plotly.relayout(plot, { autosize: true, ...refit(plot, figures.get(plot)) });
  }
}

const resizeAll = () => [...figures.keys()].forEach(resize);

let waiting = 0;
const resized = new ResizeObserver(() => {
  [...unseen].forEach(resize);
  window.clearTimeout(waiting);
  waiting = window.setTimeout(resizeAll, RESIZE_MS);
});

document.addEventListener("presented", () => [...figures.keys()].forEach(paint));
/* Tables. The grid of all corridors is a component of Dash, made when its tab is first opened; it
   writes its numbers as the page does, and its selected rows are the corridors of the address. */



const lang = () => document.documentElement.lang || "en";
const minus = (text) => text.replace("-", "−");

function written(value, digits) {
  if (value === null || value === undefined) {
    return "";
  }
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return minus(value.toLocaleString(lang(), options));
}

/** Estimates at three significant figures, as in the tooltips. */
function estimate(value) {
  if (value === null || value === undefined) {
    return "";
  }
  return minus(value.toLocaleString(lang(), {
    maximumSignificantDigits: Math.abs(value) >= 100 ? 3 : 2,
  }));
}

const functions = {
  whole: (value) => written(value, 0),
  tenth: (value) => written(value, 1),
  estimate,
};
let isMade = false;
let lastShown = "";

/** Rows of the corridors that the address names are the selected ones. */
function outline(api) {
  const wanted = valueOf("place").split(",");
  const differing = { true: [], false: [] };
  api.forEachNode((node) => {
    const isWanted = wanted.includes(node.id);
    if (isWanted !== Boolean(node.isSelected())) {
      differing[isWanted].push(node);
    }
  });
  for (const [value, nodes] of Object.entries(differing)) {
    if (nodes.length) {
      api.setNodesSelected({ nodes, newValue: value === "true", source: "api" });
    }
  }
}

/** Show rows and columns in the grid, and outline the chosen ones. */
function fillGrid(component) {
  const { set_props: setProps } = window.dash_clientside;
  const { columnDefs, rowData, selectedRows } = component.props;
  const text = JSON.stringify([columnDefs, rowData]);
  if (!isMade) {
    setProps("table-grid", { children: component });
  } else if (text !== lastShown) {
    setProps("grid", { columnDefs, rowData, selectedRows });
  }
  [isMade, lastShown] = [true, text];
  window.dash_ag_grid.getApiAsync("grid").then((api) =>
    window.requestAnimationFrame(() => outline(api)));
}

window.dashAgGridFunctions = Object.assign({}, window.dashAgGridFunctions, {
  corridorTable: functions,
});

/* Tables with buttons in their heads are sorted in the browser: numbers from the highest, names
   from A; a second press turns the order round. Cells without a figure stay at the end. */

const TURNED = { ascending: "descending", descending: "ascending" };
const orders = new WeakMap(); // table → [column, order]

function figure(cell) {
  return cell.dataset.value === undefined ? null : Number(cell.dataset.value);
}

function compared(a, b, column, sign) {
  const [one, two] = [a.cells[column], b.cells[column]];
  if (column === 0) {
    return sign * one.textContent.localeCompare(two.textContent);
  }
  const [first, second] = [figure(one), figure(two)];
  if (first === null || second === null) {
    return (first === null) - (second === null);
  }
  return sign * (first - second);
}

function arrange(table) {
  const [column, order] = orders.get(table) || [0, "ascending"];
  const sign = order === "descending" ? -1 : 1;
  [...table.tHead.rows[0].cells].forEach((head, at) => {
    head.setAttribute("aria-sort", at === column ? order : "none");
  });
  const body = table.tBodies[0];
  body.append(...[...body.rows].sort((a, b) => compared(a, b, column, sign)));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("table.sortable thead th button");
  if (button) {
    const head = button.closest("th");
    const usual = head.cellIndex === 0 ? "ascending" : "descending";
    const table = head.closest("table");
    orders.set(table, [head.cellIndex, TURNED[head.getAttribute("aria-sort")] || usual]);
    arrange(table);
  }
});

/* Another interval brings another table: the order stays the one that was chosen. */
document.addEventListener("filled", (event) =>
  event.target.querySelectorAll("table.sortable").forEach(arrange));
/* A tab beside the map: its markup, its figures, what its view changes in its controls, and a
   script that it may need first. */






const loading = {};

function loaded(name) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = document.querySelector(`script[data-deferred="${name}"]`).dataset.src;
    script.onload = () => resolve();
    script.onerror = () => {
      delete loading[name]; // the next question asks for it again
      script.remove();
      reject(new Error(`${name} could not be loaded`));
    };
    document.head.append(script);
  });
}

/** Load a deferred script of the page, once; rejected when it does not come. */
function need(name) {
  if (!name || window[name]) {
    return Promise.resolve();
  }
  loading[name] = loading[name] || loaded(name);
  return loading[name];
}

/** Show what an answer says of its tab. */
function fillTab({ key, html, figures, controls, grid }) {
  fill(document.getElementById(`tab-${key}`), html);
  forgetGone();
  Object.entries(figures).forEach(([id, figure]) => draw(id, figure));
  equip(controls);
  if (grid) {
    fillGrid(grid);
  }
}
/* The one wire between the address and the page: one question for each address, whose answer is
   drawn by plotly and said in words, on the map and in the open tab. The newest question wins; the
   old view stays until its answer is here. */










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
  } else if (answer.lang !== document.documentElement.lang) {
    window.location.reload(); // every word of the page is in the language of the address
  } else {
    knownLoaded = loaded;
    show(answer);
  }
}

/** Show the address: in the controls, on the map, in the open tab. */
function read() {
  document.body.dataset.view = valueOf("view");
  fillControls();
  ask(query(textsOf(window.location.search)), kept());
}

/** Show the address, and until it is answered what the page came with: whole figures and words. */
function start({ base }) {
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
/* The scripts of the page, each named as what it serves. They stand on one another in this order:
   address; words, frame, hatching, present, picks, table, page, assessment, clock; map, controls;
   charts; tabs; wire. */








/** What the page came with: the words of addresses, the whole figures, and one reply. */
function opening() {
  return JSON.parse(document.getElementById("first").textContent);
}

let isOpen = false;

/** Dash calls this when the page stands, and whenever a bound control has another value. */
function write() {
  const { callback_context: context, no_update: nothing } = window.dash_clientside;
  if (isOpen) {
    hear(context);
    return nothing;
  }
  isOpen = true;
  const first = opening();
  useSpec(first.spec);
  hear(context);
  foldWhenNarrow();
  hearClock();
  start(first);
  return nothing;
}

/** Dash calls this when rows of the grid are selected. */
function grid(rows) {
  pickRows(rows);
  return window.dash_clientside.no_update;
}

window.dash_clientside = Object.assign({}, window.dash_clientside, { page: { write, grid } });
})();
