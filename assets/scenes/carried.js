/* Scenes on their way: one small file, or a link that holds them packed behind its hash. */

import { spec } from "../address.js";
import { checkedDeck, refuseScenes } from "./checked.js";
import { sceneLimits, sceneSaid, scenesPanel } from "./words.js";

const LINKED = "#deck=";
const NAME_SIGNS = 60;

/** A deck as its file says it. */
export function toldDeck({ title, list }) {
  const { world, version } = scenesPanel().dataset;
  const plain = list.map(({ title: named, note, query }) => ({ title: named, note, query }));
  return { scenes: 1, world, version, deck: title, list: plain };
}

/** The file of a deck, as `{ blob, name }`. */
export function deckFile(deck) {
  const title = (deck.title || deck.list[0].title).replace(/[\s\\/:*?"<>|.]+/g, "-").slice(0, NAME_SIGNS);
  const text = JSON.stringify(toldDeck(deck), null, 1);
  const name = sceneSaid("file", { title: title.replace(/^-|-$/g, "") });
  return { blob: new Blob([text], { type: "application/json" }), name };
}

function parsedDeck(text) {
  let told = null;
  try {
    told = JSON.parse(text);
  } catch {
    refuseScenes("unparsed");
  }
  const deck = checkedDeck(told);
  const word = (name) => (typeof told[name] === "string" ? told[name].slice(0, sceneLimits().title) : "");
  return { ...deck, world: word("world"), version: word("version") };
}

/** The deck of a file; an Error in words where it is none. */
export async function deckOfFile(file) {
  if (file.size > sceneLimits().bytes) {
    refuseScenes("large");
  }
  const bytes = await file.arrayBuffer().catch(() => refuseScenes("unread"));
  let text = "";
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    refuseScenes("coded");
  }
  return parsedDeck(text);
}

/* The link: the file without its spaces, packed, in signs that an address may hold. */

const canPack = () => typeof window.CompressionStream === "function";
const through = (bytes, stream) => new Blob([bytes]).stream().pipeThrough(stream);

/** All that comes, or an Error when it is more than a file may hold: little can unpack to much. */
async function allOf(stream) {
  const [reader, parts] = [stream.getReader(), []];
  let size = 0;
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    size += value.length;
    if (size > sceneLimits().bytes) {
      await reader.cancel();
      refuseScenes("link");
    }
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** The link to the first scenes of a deck, at the address of the first; nothing where nothing packs. */
export async function deckLink(deck) {
  if (!canPack()) {
    return "";
  }
  const list = deck.list.slice(0, sceneLimits().linked);
  const text = JSON.stringify(toldDeck({ ...deck, list }));
  const packed = await allOf(through(new TextEncoder().encode(text), new CompressionStream("deflate-raw")));
  const signs = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(""));
  const data = signs.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const [{ query }] = list;
  const { origin, pathname } = window.location;
  return `${origin}${pathname}?${query}${query && "&"}${spec().stamp}${LINKED}${data}`;
}

export const linksDeck = (hash) => hash.startsWith(LINKED);

/** The deck of a link; an Error in words where it is none. */
export async function deckOfLink(hash) {
  let text = "";
  try {
    const signs = hash.slice(LINKED.length).replace(/-/g, "+").replace(/_/g, "/");
    const packed = Uint8Array.from(atob(signs), (sign) => sign.charCodeAt(0));
    const bytes = await allOf(through(packed, new DecompressionStream("deflate-raw")));
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    refuseScenes("link");
  }
  const deck = parsedDeck(text);
  return { ...deck, list: deck.list.slice(0, sceneLimits().linked) };
}
