/* What a scene may be, wherever it comes from: a form, a file, a link, or what the browser kept. What
   can be saved can be opened: all of them are held to the same rules. */

import { sceneLimits, sceneWrong } from "./words.js";

const MARKUP = /<[a-z!/?][^>]*>/i;
// Control signs but line breaks and tabs, halves of signs, and signs that turn the direction of a text.
const UNSHOWN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const ADDRESS = /^[^\s#<>"]*$/;
const NEVER = ["__proto__", "constructor", "prototype"]; // no field of a file; they reach into objects
const PARTS_OF_SCENE = ["title", "note", "query"];

const isPlain = (one) => typeof one === "object" && one !== null && !Array.isArray(one);
const signs = (text) => [...text].length;

/** Refuse with a reason and a remedy. */
export function refuseScenes(key, values) {
  throw new Error(sceneWrong(key, values));
}

function checkNames(one) {
  const found = Object.keys(one).find((name) => NEVER.includes(name));
  if (found) {
    refuseScenes("names", { found });
  }
}

function checkSigns({ title, note, query }, place) {
  const most = sceneLimits();
  const refused = [
    ["untitled", !title.trim()],
    ["titleLong", signs(title) > most.title],
    ["noteLong", signs(note) > most.note],
    ["queryLong", query.length > most.query],
    ["markup", MARKUP.test(title) || MARKUP.test(note)],
    ["signs", UNSHOWN.test(title) || UNSHOWN.test(note) || /[\n\t]/.test(title)],
    ["queryOther", !ADDRESS.test(query) || /^[a-z]+:/i.test(query)],
  ].find(([, isWrong]) => isWrong);
  if (refused) {
    refuseScenes(refused[0], { place });
  }
}

/** A scene with its own three texts alone; an Error in words where it is none. */
export function checkedScene(one, place) {
  if (!isPlain(one) || PARTS_OF_SCENE.some((part) => typeof one[part] !== "string")) {
    refuseScenes("shape", { place });
  }
  checkNames(one);
  const scene = { title: one.title.trim(), note: one.note.replace(/\r\n?/g, "\n").trim(), query: one.query.replace(/^\?/, "") };
  checkSigns(scene, place);
  return scene;
}

/** A deck as a file says it; an Error in words where it is none. */
export function checkedDeck(told) {
  if (!isPlain(told) || !Object.hasOwn(told, "scenes") || !Array.isArray(told.list)) {
    refuseScenes("foreign");
  }
  checkNames(told);
  const { scenes: form, deck = "", list } = told;
  const most = sceneLimits();
  if (form !== 1) {
    refuseScenes("newer", { found: String(JSON.stringify(form)).slice(0, 20) });
  }
  if (typeof deck !== "string" || signs(deck) > most.title || MARKUP.test(deck) || UNSHOWN.test(deck)) {
    refuseScenes("heading");
  }
  if (!list.length) {
    refuseScenes("none");
  }
  if (list.length > most.kept) {
    refuseScenes("many", { count: list.length, most: most.kept });
  }
  return { title: deck.trim(), list: list.map((one, at) => checkedScene(one, at + 1)) };
}
