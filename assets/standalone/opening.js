/* A file that opens without a network: first of all its page is put in place, in the language of its
   address, so that every other script finds what it looks for. */

/** What the file is: its scenes, the places of its replies, its shapes, its first language. */
export const fileData = JSON.parse(document.getElementById("file-data").textContent);

const { search: askedSearch } = window.location;
const askedOf = (name) => new URLSearchParams(askedSearch).get(name) || "";
const pages = [...document.querySelectorAll("template[id^='page-']")];
const ofWorld = pages.filter(({ dataset }) => dataset.world === (askedSearch ? askedOf("world") : fileData.world));
const [pagesHere, languagesAsked] = [ofWorld.length ? ofWorld : pages, [askedOf("lang"), askedSearch ? "en" : fileData.lang]];
const shownPage = languagesAsked.map((lang) => pagesHere.find(({ dataset }) => dataset.lang === lang)).find(Boolean) || pagesHere[0];

/** Language and data of the page as it stands. */
export const { lang: fileLanguage, world: fileWorld } = shownPage.dataset;

document.documentElement.lang = shownPage.dataset.tag;
document.title = shownPage.dataset.title;
document.getElementById("react-entry-point").append(shownPage.content.cloneNode(true));

/** A packed text of the file, by the id of its element, as the data that it is. */
export async function unpackedFrom(id) {
  const bytes = Uint8Array.from(window.atob(document.getElementById(id).textContent), (one) => one.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}
