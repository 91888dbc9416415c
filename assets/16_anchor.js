/* An address with a hash opens the entry it names, once the tab that holds it is filled. */
(function () {
  "use strict";

  let opened = "";

  function reveal() {
    const { hash } = window.location;
    const entry = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!hash) {
      opened = "";
    }
    if (entry && opened !== hash && entry.offsetParent !== null) {
      opened = hash;
      entry.open = true;
      entry.scrollIntoView({ block: "start" });
      const summary = entry.querySelector("summary");
      if (summary) {
        summary.focus();
      }
    }
  }

  new MutationObserver(reveal).observe(document.documentElement, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["data-view", "style"],
  });
  window.addEventListener("popstate", reveal);
})();
