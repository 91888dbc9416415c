/* The address bar is the only view state: controls write to it and are filled from it.
   Field names, zones and limits come from the page's spec; this file holds none of them. */
(function () {
  "use strict";

  let cachedSpec = null;
  let cachedText = "";

  /** What a reader loads adds words to it. */
  function spec() {
    const text = document.getElementById("spec").dataset.spec;
    if (text !== cachedText) {
      [cachedSpec, cachedText] = [JSON.parse(text), text];
    }
    return cachedSpec;
  }

  function fieldNamed(name) {
    return spec().fields.find((field) => field.name === name);
  }

  const fieldsFor = (role) => spec().fields.filter((field) => field.role === role);
  const fieldFor = (role) => fieldsFor(role)[0];
  const hasCorridors = (text) => /^\d\d-\d\d(,|$)/.test(text);
  function textsOf(search) {
    const asked = new URLSearchParams(search);
    return Object.fromEntries(spec().fields.map(({ name, default: usual }) =>
      [name, asked.has(name) ? asked.get(name) : usual]));
  }

  const isWord = (field, text) => !field.words.length || field.words.includes(text);

  /** Text of every known field: as the address has it, what a notice says was used instead of it,
      or the default; a control never sees a word that it does not know. */
  function current() {
    const texts = textsOf(window.location.search);
    for (const { dataset } of document.querySelectorAll("#notices [data-field]")) {
      if (texts[dataset.field] && texts[dataset.field].startsWith(dataset.found)) {
        texts[dataset.field] = dataset.used;
      }
    }
    for (const field of spec().fields) {
      texts[field.name] = isWord(field, texts[field.name]) ? texts[field.name] : field.default;
    }
    return texts;
  }

  const valueOf = (role) => current()[fieldFor(role).name];

  /** Go where a link of this page points, down to the entry that its hash names. */
  function follow({ search, hash }) {
    go(textsOf(search), false, hash);
  }

  /** Change the field of a role. */
  function choose(role, value, replace) {
    go({ [fieldFor(role).name]: value }, replace);
  }

  function spelled(value) {
    return encodeURIComponent(value).replace(/%2C/g, ",").replace(/%3A/g, ":");
  }

  /** Query string of some texts: defaults left out, parameters nobody knows kept. */
  function query(texts) {
    const parts = [];
    for (const field of spec().fields) {
      if (texts[field.name] !== field.default) {
        parts.push(field.name + "=" + spelled(texts[field.name]));
      }
    }
    for (const [name, value] of new URLSearchParams(window.location.search)) {
      if (!fieldNamed(name)) {
        parts.push(spelled(name) + "=" + spelled(value));
      }
    }
    return parts.length ? "?" + parts.join("&") : "";
  }

  /** Change some fields; a scrubbed change replaces the last history entry. */
  function go(changes, replace, hash = "") {
    const next = query(Object.assign(current(), changes));
    if (next === window.location.search && !hash) {
      return;
    }
    const scrubbed = Object.keys(changes).every((name) => fieldNamed(name).scrubbed);
    const verb = replace || scrubbed ? "replaceState" : "pushState";
    window.history[verb]({}, "", window.location.pathname + next + hash);
    window.dispatchEvent(new PopStateEvent("popstate"));
  }

  /* The two wires between address and controls. */

  let controls = [];
  const known = new Set();
  const keyOf = ({ id }) => JSON.stringify(id, Object.keys(id).sort());

  /** A control that is new on the page brings a value, and no wish of the reader. */
  function write() {
    const context = window.dash_clientside.callback_context;
    const moved = new Set((context.triggered || []).map((one) => one.prop_id));
    const texts = current();
    const isFirst = !controls.length;
    [controls] = context.inputs_list;
    const fresh = controls.filter((one) => !known.has(keyOf(one)));
    for (const control of controls.filter((one) => !fresh.includes(one))) {
      const reported = moved.has(keyOf(control) + ".value");
      const changes = reported && window.corridorControls.asked(control, texts);
      if (changes) {
        go(changes);
        break;
      }
    }
    fresh.forEach((control) => {
      known.add(keyOf(control));
      set(control, texts);
    });
    if (isFirst) {
      window.corridorLoaded.remember();
      read();
    }
    return window.dash_clientside.no_update;
  }

  /** Show a text in a control, unless it shows it already: each change costs a round of all. */
  function set(control, texts) {
    const value = window.corridorControls.shown(control.id, texts);
    const shown = control.value === undefined ? null : control.value;
    if (JSON.stringify(value) !== JSON.stringify(shown)) {
      window.dash_clientside.set_props(control.id, { value });
    }
  }

  /** Show the address: in the controls, on the map, in the open tab. */
  function read() {
    const texts = current();
    const view = texts[fieldFor("view").name];
    if (document.body.dataset.view !== view) {
      document.body.dataset.view = view;
    }
    window.corridorScene.ask(query(textsOf(window.location.search)));
    controls.forEach((control) => set(control, texts));
    window.corridorControls.fillBoxes(texts);
    window.corridorPanels.open();
  }
  window.addEventListener("popstate", read);

  /* What the server could not use is replaced in the controls too. */

  const notices = new MutationObserver(() => {
    const texts = current();
    for (const { dataset } of document.querySelectorAll("#notices [data-field]")) {
      for (const { id } of controls.filter((one) => one.id.view === dataset.field)) {
        window.dash_clientside.set_props(id, { value: window.corridorControls.shown(id, texts) });
      }
    }
    window.corridorControls.fillBoxes(texts);
  });
  const words = new MutationObserver(read);
  const arrival = new MutationObserver(() => {
    const box = document.getElementById("notices");
    if (box) {
      arrival.disconnect();
      notices.observe(box, { childList: true });
      words.observe(document.getElementById("spec"), { attributeFilter: ["data-spec"] });
    }
  });
  arrival.observe(document.documentElement, { childList: true, subtree: true });

  window.corridorAddress = {
    change: go, choose, current, fieldFor, fieldNamed, fieldsFor, follow, hasCorridors, read, spec,
    valueOf,
  };
  window.dash_clientside = Object.assign({}, window.dash_clientside, { address: { write } });
})();
