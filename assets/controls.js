/* What a control shows for a text of the address, and the text for a control's new value. Controls
   of Mantine are bound by their id through Dash, plain boxes by `data-bound`. */

import { change, current, fieldFor, fieldNamed, fieldsFor, hasCorridors, spec } from "./address.js";


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

const DIGITS = /^\d{1,6}$/; // as geo/view/checks.py reads a count

/** A number of the address as a control may show it: more than there is, is all; what cannot be is
    told once, by the notice of the address, and not again by the control. */
function within(text, [least, most], usual) {
  const number = Number(text);
  return number >= least ? Math.min(number, most) : usual;
}

/* Weights: one field, a control for each entry. Empty text means that all are 1. */

function weightsOf(text) {
  const given = Object.fromEntries(text.split(",").map((entry) => entry.split(":")));
  const weightOf = (key) => (text ? within(given[key], [0, spec().heaviest], 0) : 1);
  return Object.fromEntries(spec().weights.map((key) => [key, weightOf(key)]));
}

/** All at 0 is spelled too: the server says why it cannot be. */
function spelledWeights(weights) {
  const entries = Object.entries(weights);
  const counted = entries.filter(([, weight]) => weight > 0);
  const listed = counted.length ? counted : entries.slice(0, 1);
  return entries.every(([, weight]) => weight === 1) ? "" : listed.map((one) => one.join(":")).join(",");
}

/* A slider of counts: its way is the root of the number, since small numbers differ more. */

const SLIDER = 1000;
const toSlider = (count) => Math.round(SLIDER * Math.sqrt(count / spec().most));

function fromSlider(place) {
  const count = spec().most * (place / SLIDER) ** 2;
  const step = count < 30 ? 1 : (count < 100 ? 5 : 10);
  return Math.max(1, Math.min(spec().most, Math.round(count / step) * step));
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
      const count = text === "all" ? spec().most : DIGITS.test(text) && text;
      return within(count, [1, spec().most], Number(field.default));
    }
    const unlisted = field.role === "breaks" && hasNumbers(text);
    return unlisted || (mayBeEmpty(field) && !text) ? null : text;
  },
  zones: (field, text, texts) => wholeZones(text, schemeOf(texts)),
  regions: (field, text, texts) => expand(text, schemeOf(texts)),
  search: (field, text) => (hasCorridors(text) ? null : text || null),
  slider: (field, text) => toSlider(toControl.main(field, text)),
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
  slider: (field, value) => fromControl.main(field, fromSlider(Number(value))),
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

function fillBox(box, values) {
  if (box.type === "range") {
    [box.value] = values;
    box.setAttribute("aria-valuetext", `${fromSlider(values[0])} / ${spec().most}`);
  } else {
    box.checked = values.includes(box.value);
  }
}

function fillBoxes(texts) {
  for (const group of document.querySelectorAll("[data-bound]")) {
    const values = [shown(boundTo(group), texts)].flat();
    group.querySelectorAll("input").forEach((box) => fillBox(box, values));
  }
}

document.addEventListener("change", ({ target }) => {
  const group = target.closest("[data-bound]");
  if (group) {
    const values = [...group.querySelectorAll("input:checked")].map((box) => box.value);
    const value = target.type === "checkbox" ? values : target.value;
    const changes = asked({ id: boundTo(group), value }, current());
    if (changes) {
      change(changes);
    }
  }
});

/* Controls of Mantine: Dash tells every change of one, and what each shows. */

let bound = null;
const named = ({ id }) => JSON.stringify(id, Object.keys(id).sort());

/** Least and most of a control that takes a number, or nothing. */
function limits({ view, part }) {
  if (kindOf(part) === "weight") {
    return [0, spec().heaviest];
  }
  return fieldNamed(view).kind === "count" ? [1, spec().most] : null;
}

/** What is said of a number that cannot be; empty when it can. */
function complaint({ id, value }) {
  const ends = limits(id);
  if (!ends || (typeof value === "number" && value >= ends[0] && value <= ends[1])) {
    return "";
  }
  const said = value || value === 0 ? spec().beyond : spec().unwritten;
  return said.replace("%found", value).replace("%least", ends[0]).replace("%most", ends[1]);
}

const complained = new Set();

/** Show in a control what is wrong with its number, and the number that stays. */
function complain(control, texts) {
  const said = complaint(control);
  if (said) {
    complained.add(named(control));
    window.dash_clientside.set_props(control.id, { error: said, value: shown(control.id, texts) });
  }
  return Boolean(said);
}

function forgive(control) {
  if (complained.delete(named(control))) {
    window.dash_clientside.set_props(control.id, { error: null });
  }
}

/** Hear of all bound controls: what one of them asks for goes into the address. */
export function hear({ triggered, inputs_list: [controls] }) {
  const isFirst = !bound;
  const moved = new Set((triggered || []).map((one) => one.prop_id));
  const texts = current();
  bound = controls;
  for (const control of isFirst ? [] : bound) {
    const isMoved = moved.has(named(control) + ".value") && !complain(control, texts);
    const changes = isMoved && asked(control, texts);
    if (changes) {
      forgive(control);
      change(changes);
      break;
    }
  }
}

/** A control of a tab that is not open waits until it is: React draws it again for 10 ms. */
function isElsewhere(control, view) {
  const element = document.getElementById(named(control));
  const panel = element && element.closest(".panel");
  return Boolean(panel) && !panel.classList.contains(`panel-${view}`);
}

/** Show a text in a control, unless it shows it already: each change costs a round of all. */
function set(control, texts) {
  const value = shown(control.id, texts);
  const before = control.value === undefined ? null : control.value;
  if (JSON.stringify(value) !== JSON.stringify(before)) {
    window.dash_clientside.set_props(control.id, { value });
  }
}

/* Each control of Mantine costs React 10 ms or more: they follow once the picture stands, or when
   an answer takes long. */
const AFTER_ANSWER_MS = 50;
const AT_LAST_MS = 300;
let following = 0;

function fillBound() {
  const texts = current();
  bound.filter((control) => !isElsewhere(control, texts.view)).forEach((control) => set(control, texts));
  document.dispatchEvent(new CustomEvent("controls-followed"));
}

/** Show the address in all controls: boxes at once, the others a little later. */
export function fillControls(isAnswered) {
  fillBoxes(current());
  window.clearTimeout(following);
  following = window.setTimeout(fillBound, isAnswered ? AFTER_ANSWER_MS : AT_LAST_MS);
}

/** Change other properties of controls, such as their options. */
export function equip(controls) {
  controls.forEach(({ id, props }) => window.dash_clientside.set_props(id, props));
}
