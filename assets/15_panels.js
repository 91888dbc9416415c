/* Tabs are filled when they are opened; a script that one needs is loaded first, once. */
(function () {
  "use strict";

  const loading = {};
  const lastAsked = {};
  const outdated = new Set(); // tabs filled before the reader loaded or removed something
  let lastLoaded = "";
  let changes = 0;

  function load(name) {
    if (!name || window[name]) {
      return Promise.resolve();
    }
    loading[name] = loading[name] || new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = document.querySelector(`script[data-deferred="${name}"]`).dataset.src;
      script.onload = () => resolve();
      script.onerror = () => reject(new Error(`${name} could not be loaded`));
      document.head.append(script);
    });
    return loading[name];
  }

  /** A tab with a script of its own follows chosen corridors by itself: they ask nothing new. */
  function questionOf(tab) {
    const { hasCorridors, spec, valueOf } = window.corridorAddress;
    const asked = new URLSearchParams(window.location.search);
    if (spec().needs[tab] && hasCorridors(valueOf("place"))) {
      asked.delete(spec().fields.find((field) => field.role === "place").name);
    }
    return asked.toString();
  }

  /** A tab that is filled already keeps its controls. */
  function isFilled(tab) {
    return document.querySelector(`.panel-${tab} .panel-body`).childElementCount > 0;
  }

  /** Other loaded data changes every tab, controls too. */
  function notice(loaded) {
    if (loaded !== lastLoaded) {
      lastLoaded = loaded;
      changes += 1;
      for (const tab of Object.keys(lastAsked)) {
        if (isFilled(tab)) {
          outdated.add(tab);
        }
        delete lastAsked[tab];
      }
    }
  }

  /** What follows the question of a tab: nothing at first, then whether its controls stay. */
  function mark(tab) {
    if (outdated.delete(tab)) {
      return `#anew-${changes}`;
    }
    return isFilled(tab) ? "#again" : "";
  }

  /** Ask for the open tab; the others keep what they have. */
  function open() {
    const { spec, valueOf } = window.corridorAddress;
    const shown = valueOf("view");
    notice(window.corridorLoaded.text());
    const question = questionOf(shown);
    if (!document.querySelector(`.panel-${shown} .panel-body`) || lastAsked[shown] === question) {
      return;
    }
    lastAsked[shown] = question;
    const data = window.location.search + mark(shown);
    load(spec().needs[shown]).then(() =>
      window.dash_clientside.set_props({ panel: shown, part: "asked" }, { data }));
  }

  window.corridorPanels = { open };
})();
