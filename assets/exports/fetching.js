/* Files that the server has at an address, a link each: one whose reply broke off is asked for again,
   and why there is none is said on the page, where a browser would leave it or only say "failed". */

import { fileFrom, makeFile } from "./making.js";
import { LOST_TIMES } from "../wire/patience.js";

/** Whether a click asks for nothing but the file: with a key held it is the browser's. */
function asksForFile(event) {
  return !(event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

/** Whether the page can fetch the file of a link: in a dialog the line that says how far it is lies behind. */
function isFetched(link) {
  return link.origin === window.location.origin && link.protocol.startsWith("http") && !link.closest("dialog");
}

/** Fetch the files of links. */
export function fetchFiles() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[download]");
    if (link && isFetched(link) && asksForFile(event)) {
      event.preventDefault();
      const { href } = link;
      makeFile(link.title || link.textContent.trim(), ({ signal }) =>
        fileFrom(() => window.fetch(href, { signal }), signal, LOST_TIMES));
    }
  });
}
