/* One view in a frame of another page: nothing that scrolls, drags or leads away inside the frame,
   and the HTML that such a page takes. */

import { spec } from "../address.js";
import { below } from "../words.js";
import { escaped } from "../picture/copying.js";

const SIZE = { width: 960, height: 640 }; // from 900 wide on, the strip of time stands whole

/** Whether this page was asked for as the one view of a frame. */
export const isEmbedded = () => "embed" in document.documentElement.dataset;

/** Figure as a frame needs it: wheel, drag and swipe are those of the page around. */
export const standing = (figure) => (isEmbedded()
  ? {
    ...figure,
    layout: { ...figure.layout, dragmode: false },
    config: { ...figure.config, scrollZoom: false },
  }
  : figure);

/** HTML of a frame that shows an address, named by what the view says. */
export function frameOf(address) {
  const said = document.getElementById("sentence").textContent.trim();
  const title = [document.title, said].filter(Boolean).join(" · ");
  const asked = { src: address, title, loading: "lazy", ...SIZE };
  const written = Object.entries(asked).map(([name, value]) => `${name}="${escaped(value)}"`);
  return `<iframe ${written.join(" ")}></iframe>`;
}

/** The view of this address on the whole page. */
const whole = () => below(`/${window.location.search}${window.location.hash}`);

/** Open an address of ours beside the page around; an entry of ours stands on the whole page. */
export function openWhole(what) {
  const asked = new URLSearchParams(window.location.search);
  asked.set("view", "sources");
  window.open(what.startsWith("#") ? below(`/?${asked}${what}`) : what, "_blank", "noopener");
}

/** The way out leads to the view that the frame shows now. */
function leadOut() {
  const link = document.querySelector("#whole a");
  if (link && spec()) {
    link.href = whole();
  }
}

if (isEmbedded()) {
  window.addEventListener("popstate", leadOut);
  document.addEventListener("said-shown", leadOut);
  document.addEventListener("click", ({ target }) => {
    const link = target.closest("a[href]");
    if (link) {
      leadOut();
      link.target = "_blank"; // the whole page is shown in no frame
      link.rel = "noopener";
    }
  }, true);
}
