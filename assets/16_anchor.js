/* An address with a hash opens the entry it names, once the tab that holds it is filled; filled
   anew, the entry opens again. */
(function () {
  "use strict";

  let opened = null;

  function reveal() {
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

  function again() {
    opened = null;
    reveal();
  }

  new MutationObserver(reveal).observe(document.documentElement, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["data-view", "style"],
  });
  window.addEventListener("popstate", again);
})();
