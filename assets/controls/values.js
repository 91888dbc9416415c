/* What a control shows for a text of the address, and the text for its new value: one pair of
   functions for each kind of control. */

import { fieldFor, hasCorridors, spec } from "../address.js";

/* Zones and regions: one field, two controls. */

function zones(scheme) {
  return spec().members[scheme] || {};
}

export function expand(text, scheme) {
  const found = new Set();
  for (const key of text.split(",").filter(Boolean)) {
    (zones(scheme)[key] || [key]).forEach((code) => found.add(code));
  }
  return [...found].sort();
}

export function compact(codes, scheme) {
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

export function fromSlider(place) {
  const count = spec().most * (place / SLIDER) ** 2;
  const step = count < 30 ? 1 : (count < 100 ? 5 : 10);
  return Math.max(1, Math.min(spec().most, Math.round(count / step) * step));
}

/* Whom to count: one list for two fields, the flow table and its category (layers/flows/who.py). */

const BETWEEN = "/";

/** Entry of the sources that a search has found, such as a term (layers/page/search.py); or nothing. */
export const entryOf = (value) => (String(value).startsWith("#") ? value : "");

/* One pair of functions for each kind of control. */

export const schemeOf = (texts) => texts[fieldFor("scheme").name];
const hasNumbers = (text) => /\d/.test(text);
export const mayBeEmpty = (field) => field.kind === "choice" && field.default === "";

export const toControl = {
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
  who: (field, text, texts) => [text, texts[fieldFor("category").name]].filter(Boolean).join(BETWEEN),
};

/** A second control of the same kind is called main:2, the control of one entry weight:gdp. */
export const kindOf = (part) => part.split(":")[0];
export const keyOf = (part) => part.split(":")[1];

export const fromControl = {
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
  search(field, value) {
    if (entryOf(value)) {
      return { [fieldFor("view").name]: "sources" };
    }
    return value && value.includes(BETWEEN) ? fromControl.who(fieldFor("flows"), value) : value || "";
  },
  numbers: (field, value, texts) => {
    const typed = value.replace(/\s/g, "");
    return typed || (hasNumbers(texts[field.name]) ? field.default : null);
  },
  who: (field, value) => {
    const [table, category = ""] = value.split(BETWEEN);
    return { [field.name]: table, [fieldFor("category").name]: category };
  },
  weight: (field, value, texts, key) => {
    const weights = weightsOf(texts[field.name]);
    const legal = typeof value === "number" && value !== weights[key];
    return legal ? spelledWeights(Object.assign(weights, { [key]: value })) : null;
  },
};

/** A list control may order its values in its own way; the address has one order. */
export function sameList(field, a, b) {
  const sorted = (text) => text.split(",").sort().join(",");
  return field.kind === "list" && sorted(a) === sorted(b);
}
