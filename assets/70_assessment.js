/* What a reader loads into the assessment: checked by this server, kept by this browser alone. */
(function () {
  "use strict";

  const KEY = "migration-corridors-loaded";
  let unkept = ""; // what the browser would not keep; it lasts as long as the page
  let shown = ""; // HTML text of the report
  let arriving = false; // the tab is about to be filled anew, which moves the report

  const by = (id) => document.getElementById(id);
  const form = () => by("assessment-form");

  function kept() {
    try {
      return unkept || window.localStorage.getItem(KEY) || "";
    } catch {
      return unkept;
    }
  }

  /** Keep a text, or nothing when it is empty; false when it lasts only as long as the page. */
  function keep(text) {
    unkept = "";
    try {
      if (text) {
        window.localStorage.setItem(KEY, text);
      } else {
        window.localStorage.removeItem(KEY);
      }
      return true;
    } catch {
      unkept = text;
      return !text;
    }
  }

  function spread(text) {
    window.dash_clientside.set_props("loaded", { data: text });
    window.corridorAddress.read();
  }

  /** With the first address: what was kept when the page was last open. */
  function remember() {
    if (kept()) {
      window.dash_clientside.set_props("loaded", { data: kept() });
    }
  }

  /* The report outlives the tab being filled anew. */

  function report(text) {
    shown = text;
    by("assessment-report").dataset.still = shown;
    window.requestAnimationFrame(bring);
  }

  function bring() {
    by("assessment-report").scrollIntoView({ block: "nearest" });
  }

  /** A paragraph as HTML text; what is said in it stays text. */
  function paragraph(text, kind) {
    const made = document.createElement("p");
    made.className = kind;
    made.textContent = text;
    return made.outerHTML;
  }

  const say = (text, kind) => report(paragraph(text, kind));

  document.addEventListener("still-filled", ({ target }) => {
    if (target.id === "assessment-report") {
      target.dataset.still = shown;
    } else if (arriving && target.closest(".assessment")) {
      arriving = false;
      window.requestAnimationFrame(bring);
    }
  });

  async function send(file) {
    const body = new FormData();
    body.append("file", file);
    body.append("kept", new Blob([kept()]), "kept.csv");
    const reply = await fetch("/api/assessment", { method: "POST", body });
    const answer = await reply.json();
    if (!reply.ok) {
      say(answer.error.message, "load-error");
      return;
    }
    const lasting = keep(answer.kept);
    report(answer.report + (lasting ? "" : paragraph(form().dataset.unkept, "warning")));
    arriving = answer.accepted > 0;
    spread(answer.kept);
    form().reset();
  }

  function load() {
    const { most, none, large, failed } = form().dataset;
    const [file] = by("assessment-file").files;
    if (!file) {
      say(none, "load-error");
    } else if (file.size > Number(most)) {
      say(large, "load-error");
    } else {
      form().setAttribute("aria-busy", "true");
      send(file).catch(() => say(failed, "load-error"))
        .finally(() => form().removeAttribute("aria-busy"));
    }
  }

  function download() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", kept()], { type: "text/csv" }));
    link.download = "assessment-loaded.csv";
    link.click();
    URL.revokeObjectURL(link.href);
  }

  function ask(open) {
    by("assessment-asked").hidden = !open;
    by(open ? "assessment-gone" : "assessment-remove").focus();
  }

  function remove() {
    keep("");
    say(form().dataset.gone, "muted");
    spread("");
    by("assessment-kept").focus();
  }

  const pressed = {
    "assessment-export": download,
    "assessment-remove": () => ask(true),
    "assessment-stay": () => ask(false),
    "assessment-gone": remove,
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[id^='assessment-']");
    if (button && pressed[button.id]) {
      pressed[button.id]();
    }
  });

  document.addEventListener("submit", (event) => {
    if (event.target.id === "assessment-form") {
      event.preventDefault();
      load();
    }
  });

  /* Another window of this browser has loaded or removed something. */
  window.addEventListener("storage", ({ key }) => {
    if (key === KEY) {
      spread(kept());
    }
  });

  window.corridorLoaded = { remember, text: kept };
})();
