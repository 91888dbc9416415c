/* Elements from HTML text (layers/blocks/markup.py), where the server has escaped every text. */
(function () {
  "use strict";

  const REACHED = "a, button, summary, [tabindex]";

  function elements(text) {
    const template = document.createElement("template");
    template.innerHTML = text;
    return template.content;
  }

  /** Fill one holder; what had the focus has it again, and what was unfolded stays so. */
  function fill(holder) {
    if (holder.still === holder.dataset.still) {
      return;
    }
    holder.still = holder.dataset.still;
    const focused = [...holder.querySelectorAll(REACHED)].indexOf(document.activeElement);
    const unfolded = [...holder.querySelectorAll("details")].map((one) => one.open);
    holder.replaceChildren(elements(holder.still));
    if (focused >= 0 && holder.querySelectorAll(REACHED)[focused]) {
      holder.querySelectorAll(REACHED)[focused].focus({ preventScroll: true });
    }
    [...holder.querySelectorAll("details")].forEach((one, at) => {
      one.open = one.open || Boolean(unfolded[at]);
    });
    holder.dispatchEvent(new CustomEvent("still-filled", { bubbles: true }));
  }

  /** What the server says around the map, by the id of its element. */
  function show(said) {
    for (const [id, text] of Object.entries(said)) {
      const holder = document.getElementById(id);
      if (holder && holder.dataset.still !== text) {
        holder.dataset.still = text;
        fill(holder);
      }
    }
    document.dispatchEvent(new CustomEvent("said-shown"));
  }

  window.corridorStill = { show };

  new MutationObserver(() => document.querySelectorAll("[data-still]").forEach(fill))
    .observe(document.documentElement, {
      attributeFilter: ["data-still"], childList: true, subtree: true,
    });
})();
