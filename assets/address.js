/* The address bar is the only view state: controls write to it and are filled from it.
   Field names, zones and limits come from the page's spec; this file holds none of them. */

import { below } from "./words.js";

let knownSpec = null;

/** What the browser needs to spell an address; what a reader loads adds words to it. */
export function useSpec(next) {
  knownSpec = next;
}

export const spec = () => knownSpec;

export function fieldNamed(name) {
  return spec().fields.find((field) => field.name === name);
}

export const fieldsFor = (role) => spec().fields.filter((field) => field.role === role);
export const fieldFor = (role) => fieldsFor(role)[0];
const localFields = () => spec().fields.filter((field) => field.local);

/** Whether a text begins with a corridor: two regions of this world and what joins them. */
export function hasCorridors(text) {
  const { regions, joints } = spec();
  const first = text.split(",")[0];
  return joints.some((joint) => regions.some((code) =>
    first.startsWith(code + joint) && regions.includes(first.slice((code + joint).length))));
}

/** The data that an address names; empty for those that the server was started with. */
export const worldOf = (search) => new URLSearchParams(search).get("world") || "";

/** Whether an address asks for other data than those of the page, which then has to be loaded anew. */
export const isOtherWorld = (search) => worldOf(search) !== fieldNamed("world").default;

let openWorld = (search, replace, hash) =>
  window.location[replace ? "replace" : "assign"](below(`/${search && `?${search}`}${hash}`));

/** Say how other data are opened where no server is asked: `open(search, replace, hash)`. */
export function worldsFrom(open) {
  openWorld = open;
}

/** A path of this server that is asked about the data of the page. */
export function inWorld(path) {
  const [there, { default: world }] = [below(path), fieldNamed("world")];
  return world ? `${there}${there.includes("?") ? "&" : "?"}world=${encodeURIComponent(world)}` : there;
}

export function textsOf(search) {
  const asked = new URLSearchParams(search);
  return Object.fromEntries(spec().fields.map(({ name, default: usual }) =>
    [name, asked.has(name) ? asked.get(name) : usual]));
}

const isWord = (field, text) => !field.words.length || field.words.includes(text);

/** Text of every known field: as the address has it, what a notice says was used instead of it,
    or the default; a control never sees a word that it does not know. */
export function current() {
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

export const valueOf = (role) => current()[fieldFor(role).name];

/** An address without what the browser alone follows. */
export function asAsked(search) {
  const asked = new URLSearchParams(search);
  localFields().forEach(({ name }) => asked.delete(name));
  return asked.toString();
}

/** What the view of an address hangs on: of very many regions the map draws the best in sight. */
export function asSeen(search) {
  const { name } = fieldFor("camera");
  const camera = new URLSearchParams(search).get(name);
  return spec().sighted && camera ? `${asAsked(search)}&${name}=${camera}` : asAsked(search);
}

/** Texts of an address, with those of this one that the browser alone follows and it does not name. */
function keeping(search) {
  const [asked, now] = [new URLSearchParams(search), current()];
  const kept = localFields().filter(({ name }) => !asked.has(name)).map(({ name }) => [name, now[name]]);
  return { ...textsOf(search), ...Object.fromEntries(kept) };
}

/** Go where a link of this page points, down to the entry that its hash names. */
export function follow({ search, hash }) {
  if (isOtherWorld(search)) {
    openWorld(search.replace("?", ""), false, hash);
    return;
  }
  change(keeping(search), false, hash);
}

/** Stand again at an address that was shown before. */
export function comeBack(search) {
  window.history.replaceState({}, "", window.location.pathname + query(keeping(search)));
  announce();
}

/** Go to an address as it is spelled, without its question mark; nothing of the present one stays. */
export function goTo(search, replace, hash = "") {
  if (isOtherWorld(search)) {
    openWorld(search, replace, hash);
    return;
  }
  const verb = replace ? "replaceState" : "pushState";
  window.history[verb]({}, "", window.location.pathname + (search && `?${search}`) + hash);
  announce();
}

/** Change the field of a role. */
export function choose(role, value, replace) {
  change({ [fieldFor(role).name]: value }, replace);
}

function spelled(value) {
  return encodeURIComponent(value).replace(/%2C/g, ",").replace(/%3A/g, ":");
}

/** Query string of some texts: defaults left out, parameters nobody knows kept. */
export function query(texts, keepsUnknown = true) {
  const parts = [];
  for (const field of spec().fields) {
    if (texts[field.name] !== field.default || (field.always && field.default)) {
      parts.push(field.name + "=" + spelled(texts[field.name]));
    }
  }
  for (const [name, value] of new URLSearchParams(window.location.search)) {
    if (keepsUnknown && !fieldNamed(name)) {
      parts.push(spelled(name) + "=" + spelled(value));
    }
  }
  return parts.length ? "?" + parts.join("&") : "";
}

/** The query string of the view that is shown: as it stands, but for what a notice says was left out
    or read in another way, and for what nobody knows. A view that is kept carries no notices. */
export function cleanQuery() {
  const [texts, asked] = [current(), new URLSearchParams(window.location.search)];
  const isClean = [...asked].every(([name, text]) => fieldNamed(name) && texts[name] === text);
  return isClean ? window.location.search : query(texts, false);
}

/** Write some fields into the address and tell nobody; a scrubbed change replaces the last history
    entry. Whether the address is another now. */
export function writeDown(changes, replace, hash = "") {
  const next = query(Object.assign(current(), changes));
  if (next === window.location.search && !hash) {
    return false;
  }
  const scrubbed = Object.keys(changes).every((name) => fieldNamed(name).scrubbed);
  const verb = replace || scrubbed ? "replaceState" : "pushState";
  window.history[verb]({}, "", window.location.pathname + next + hash);
  return true;
}

/** Change some fields, and show it. */
export function change(changes, replace, hash) {
  if (writeDown(changes, replace, hash)) {
    announce();
  }
}

/** Whoever shows the address looks at it again. */
export function announce() {
  window.dispatchEvent(new PopStateEvent("popstate"));
}
