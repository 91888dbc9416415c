/* Small things of the page: drawers on narrow screens, the copied link, menus that close. */
(function () {
  "use strict";

  /** Open one drawer, or none; its button then closes it. */
  function show(drawer) {
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
      show(document.body.dataset.drawer === drawer ? "" : drawer);
    }
    const share = event.target.closest("#share");
    if (share) {
      const before = share.textContent;
      navigator.clipboard.writeText(window.location.href).then(() => {
        share.textContent = share.dataset.done;
        share.addEventListener("blur", () => { share.textContent = before; }, { once: true });
      });
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
      show("");
      document.querySelectorAll("details.dropdown[open]").forEach((menu) => { menu.open = false; });
    }
  }, true);

  /* On a narrow screen the legend and the weights open on demand. */
  function foldWhenNarrow(id) {
    const arrival = new MutationObserver(() => {
      const box = document.getElementById(id);
      if (box) {
        arrival.disconnect();
        box.open = window.innerWidth >= 900;
      }
    });
    arrival.observe(document.documentElement, { childList: true, subtree: true });
  }
  ["legend-box", "weights"].forEach(foldWhenNarrow);

  /* A map that was hidden behind another tab has lost its size. */
  new MutationObserver(() => window.dispatchEvent(new Event("resize")))
    .observe(document.body, { attributes: true, attributeFilter: ["data-view"] });
})();
