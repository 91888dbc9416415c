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

/** On a narrow screen the weights open on demand. */
export function foldWhenNarrow() {
  for (const id of ["weights"]) {
    const folded = document.getElementById(id); // a world without lessons has no weights
    if (folded) {
      folded.open = window.innerWidth >= 900;
    }
  }
}

/* An address with a hash opens the entry it names, once the tab that holds it is filled; filled
   anew, the entry opens again. */

let opened = null;

/** Open the entry that the address names, when it is there and not opened yet. */
export function reveal() {
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
