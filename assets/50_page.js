/* Small things of the page: drawers on narrow screens, the copied link, menus that close. */
(function () {
  "use strict";

  document.addEventListener("click", (event) => {
    const toggle = event.target.closest("[data-toggle]");
    if (toggle) {
      const open = document.body.dataset.drawer !== toggle.dataset.toggle;
      document.body.dataset.drawer = open ? toggle.dataset.toggle : "";
      for (const one of document.querySelectorAll("[data-toggle]")) {
        one.setAttribute("aria-expanded", String(open && one === toggle));
      }
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

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      document.body.dataset.drawer = "";
      document.querySelectorAll("details.dropdown[open]").forEach((menu) => { menu.open = false; });
    }
  });

  /* On a narrow screen the legend opens on demand. */
  const legendArrival = new MutationObserver(() => {
    const box = document.getElementById("legend-box");
    if (box) {
      legendArrival.disconnect();
      box.open = window.innerWidth >= 900;
    }
  });
  legendArrival.observe(document.documentElement, { childList: true, subtree: true });

  /* A map that was hidden behind another tab has lost its size. */
  new MutationObserver(() => window.dispatchEvent(new Event("resize")))
    .observe(document.body, { attributes: true, attributeFilter: ["data-view"] });
})();
