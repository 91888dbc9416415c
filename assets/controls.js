/* Controls write to the address and show what it says. Those of Mantine are bound by their id through
   Dash, plain boxes by `data-bound`. */

import {
  announce, change, current, fieldNamed, fieldsFor, hasCorridors, spec, writeDown,
} from "./address.js";
import {
  compact, entryOf, expand, fromControl, fromSlider, keyOf, kindOf, mayBeEmpty, sameList, schemeOf, toControl,
} from "./controls/values.js";
import { fillConstant } from "./words.js";

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
  const given = fromControl[kindOf(part)](field, value, texts, keyOf(part));
  const changes = typeof given === "string" ? { [field.name]: given } : given; // some have two fields
  const stays = ([name, text]) => text === texts[name] || sameList(fieldNamed(name), text, texts[name]);
  return changes && !Object.entries(changes).every(stays) ? changes : null;
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

/** Words that the address may not hold now cannot be chosen. */
const isOff = (field, word) => field.words.length > 0 && !field.words.includes(word);

function fillBoxes(texts) {
  for (const group of document.querySelectorAll("[data-bound]")) {
    const values = [shown(boundTo(group), texts)].flat();
    const field = fieldNamed(boundTo(group).view);
    group.querySelectorAll("input").forEach((box) => {
      fillBox(box, values);
      box.disabled = box.type === "radio" && isOff(field, box.value);
    });
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

const followed = new Map(); // name of a control → what the page set in it and Dash has not told yet

/** Whether a control tells what the page set in it: the address may be another one by now. */
function isEcho(control) {
  const known = followed.get(named(control));
  followed.delete(named(control));
  return known !== undefined && known === JSON.stringify(control.value);
}

/** Hear of all bound controls: what each that moved asks for goes into the address, then the page
    looks at it once. A number that is typed is told together with the press that leaves its box. */
export function hear({ triggered, inputs_list: [controls] }) {
  const isFirst = !bound;
  let isWritten = false;
  bound = controls;
  for (const { prop_id: moved } of isFirst ? [] : triggered || []) {
    const control = bound.find((one) => `${named(one)}.value` === moved);
    const texts = current();
    const isMeant = control && !isEcho(control) && !complain(control, texts);
    const changes = isMeant && asked(control, texts);
    if (changes) {
      forgive(control);
      isWritten = writeDown(changes, false, entryOf(control.value)) || isWritten;
    }
  }
  if (isWritten) {
    announce();
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
    followed.set(named(control), JSON.stringify(value));
    window.dash_clientside.set_props(control.id, { value });
  }
}

/* Each control of Mantine costs React 10 ms or more: they follow once the picture stands, or when
   an answer takes long. */
const AFTER_ANSWER_MS = 50;
const AT_LAST_MS = 300;
let following = 0;
const typedIn = new Set(); // names of controls in which the reader writes since the address changed

document.addEventListener("input", ({ target }) => typedIn.add(target.id));
document.addEventListener("focusout", ({ target }) => {
  if (bound && bound.some((control) => named(control) === target.id)) {
    window.setTimeout(fillBound, AFTER_ANSWER_MS); // what was marked follows
  }
});

/** A control whose words are marked is about to be written over: a new value would undo the mark. */
function isMarked(control) {
  const box = document.activeElement;
  return box.id === named(control) && box.selectionStart !== box.selectionEnd;
}

function fillBound() {
  const texts = current();
  bound
    .filter((control) => !isElsewhere(control, texts.view) && !typedIn.has(named(control)))
    .filter((control) => !isMarked(control))
    .forEach((control) => set(control, texts));
  document.dispatchEvent(new CustomEvent("controls-followed"));
}

/* Controls of a tab are made when it first opens. */

function boundIn(part) {
  if (Array.isArray(part)) {
    return part.flatMap(boundIn);
  }
  const { id, children } = (part && part.props) || {};
  return [...(id && id.view ? [part] : []), ...(children ? boundIn(children) : [])];
}

/** Make the controls of a view as the address has them, unless they stand. */
function makeControls(view) {
  const holder = document.getElementById(`controls-${view}`);
  if (!holder || !holder.dataset.controls) {
    return;
  }
  const texts = current();
  const children = JSON.parse(holder.dataset.controls);
  delete holder.dataset.controls;
  for (const { props } of boundIn(children)) {
    props.value = shown(props.id, texts);
    bound.push({ id: props.id, property: "value", value: props.value });
  }
  new MutationObserver((_, stood) => {
    stood.disconnect();
    fillConstant(holder);
    fillBoxes(current());
    holder.dispatchEvent(new CustomEvent("controls-made", { bubbles: true }));
  }).observe(holder, { childList: true });
  window.dash_clientside.set_props(holder.id, { children });
}

/** Show the address in all controls: the open tab and boxes at once, the others a little later. */
export function fillControls(isAnswered) {
  const texts = current();
  if (!isAnswered) {
    typedIn.clear();
  }
  makeControls(texts.view);
  bound.filter(({ id }) => id.view === "view").forEach((tabs) => set(tabs, texts));
  fillBoxes(texts);
  window.clearTimeout(following);
  following = window.setTimeout(fillBound, isAnswered ? AFTER_ANSWER_MS : AT_LAST_MS);
}

/** An option as it stands with the words of now; of a group each of its options. */
function withOff(option, field) {
  if (option.items) {
    return { ...option, items: option.items.map((one) => withOff(one, field)) };
  }
  const disabled = isOff(field, option.value);
  const label = option.named ? option.named[disabled ? "off" : "on"] : option.label;
  return { ...option, label, disabled };
}

/** Options of lists follow the words that an address may hold: whom we count changes them. */
export function fitOptions() {
  for (const { id } of bound.filter((one) => kindOf(one.id.part) === "main")) {
    const found = window.dash_component_api.getLayout(id);
    const data = found && found.props.data;
    if (Array.isArray(data) && fieldNamed(id.view).words.length) {
      const next = data.map((option) => withOff(option, fieldNamed(id.view)));
      if (JSON.stringify(next) !== JSON.stringify(data)) {
        window.dash_clientside.set_props(id, { data: next });
      }
    }
  }
}

/** Change other properties of controls, such as their options. */
export function equip(controls) {
  controls.forEach(({ id, props }) => window.dash_clientside.set_props(id, props));
}
