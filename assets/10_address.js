/* The address bar is the only view state: controls write to it and are filled from it.
   Field names, zones and limits come from the page's spec; this file holds none of them. */
(function () {
  "use strict";

  let cachedSpec = null;

  function spec() {
    cachedSpec = cachedSpec || JSON.parse(document.getElementById("spec").dataset.spec);
    return cachedSpec;
  }

  function fieldNamed(name) {
    return spec().fields.find((field) => field.name === name);
  }

  const fieldsFor = (role) => spec().fields.filter((field) => field.role === role);
  const fieldFor = (role) => fieldsFor(role)[0];
  function textsOf(search) {
    const asked = new URLSearchParams(search);
    return Object.fromEntries(spec().fields.map(({ name, default: usual }) =>
      [name, asked.has(name) ? asked.get(name) : usual]));
  }

  /** Text of every known field: as the address has it, what a notice says was used instead of it,
      or the default. */
  function current() {
    const texts = textsOf(window.location.search);
    for (const { dataset } of document.querySelectorAll("#notices [data-field]")) {
      if (texts[dataset.field] && texts[dataset.field].startsWith(dataset.found)) {
        texts[dataset.field] = dataset.used;
      }
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
    return encodeURIComponent(value).replace(/%2C/g, ",");
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

  /* Zones and provinces: one field, two controls. */

  function zones(scheme) {
    return spec().members[scheme] || {};
  }

  function expand(text, scheme) {
    const found = new Set();
    for (const key of text.split(",").filter(Boolean)) {
      (zones(scheme)[key] || [key]).forEach((code) => found.add(code));
    }
    return [...found].sort();
  }

  function compact(codes, scheme) {
    const chosen = new Set(codes);
    const groups = Object.entries(zones(scheme));
    if (groups.every(([, members]) => members.every((code) => chosen.has(code)))) {
      return "";
    }
    const whole = groups.filter(([, members]) => members.every((code) => chosen.has(code)));
    whole.forEach(([, members]) => members.forEach((code) => chosen.delete(code)));
    return [...whole.map(([zone]) => zone), ...[...chosen].sort()].join(",");
  }

  function wholeZones(text, scheme) {
    const codes = new Set(expand(text, scheme));
    return Object.keys(zones(scheme)).filter((zone) =>
      zones(scheme)[zone].every((code) => codes.has(code)));
  }

  function toggleZones(keys, text, scheme) {
    const before = wholeZones(text, scheme);
    const codes = new Set(expand(text, scheme));
    const changed = (zone) => keys.includes(zone) !== before.includes(zone);
    Object.keys(zones(scheme)).filter(changed).forEach((zone) =>
      zones(scheme)[zone].forEach((code) =>
        (keys.includes(zone) ? codes.add(code) : codes.delete(code))));
    return compact([...codes], scheme);
  }

  /* One pair of functions for each kind of control. */

  const schemeOf = (texts) => texts[fieldFor("scheme").name];
  const hasCorridors = (text) => /^\d+-\d+/.test(text);
  const hasNumbers = (text) => /\d/.test(text);
  const mayBeEmpty = (field) => field.kind === "choice" && field.default === "";

  const toControl = {
    main(field, text) {
      if (field.kind === "list") {
        return text === "none" ? [] : text.split(",").filter(Boolean);
      }
      if (field.kind === "count") {
        return text === "all" ? spec().most : Number(text) || Number(field.default);
      }
      const unlisted = field.role === "breaks" && hasNumbers(text);
      return unlisted || (mayBeEmpty(field) && !text) ? null : text;
    },
    zones: (field, text, texts) => wholeZones(text, schemeOf(texts)),
    provinces: (field, text, texts) => expand(text, schemeOf(texts)),
    search: (field, text) => (hasCorridors(text) ? null : text || null),
    numbers: (field, text) => (hasNumbers(text) ? text : ""),
  };

  /** A second control of the same kind is called main:2. */
  const kindOf = (part) => part.split(":")[0];

  const fromControl = {
    main(field, value) {
      if (field.kind === "list") {
        const text = value.join(",");
        return sameList(field, text, field.default) ? field.default : text || "none";
      }
      if (field.kind === "count") {
        return Number.isInteger(value) ? (value >= spec().most ? "all" : String(value)) : null;
      }
      return value === null ? "" : value;
    },
    zones: (field, value, texts) => toggleZones(value, texts[field.name], schemeOf(texts)),
    provinces: (field, value, texts) => compact(value, schemeOf(texts)),
    search: (field, value) => value || "",
    numbers: (field, value, texts) => {
      const typed = value.replace(/\s/g, "");
      return typed || (hasNumbers(texts[field.name]) ? field.default : null);
    },
  };

  /** A list control may order its values in its own way; the address has one order. */
  function sameList(field, a, b) {
    const sorted = (text) => text.split(",").sort().join(",");
    return field.kind === "list" && sorted(a) === sorted(b);
  }

  /** Address of a control's new value, or nothing when it says what the address says already. */
  function changeOf(control, texts) {
    const field = fieldNamed(control.id.view);
    const value = control.value === undefined ? null : control.value;
    if (value === null && control.id.part !== "search" && !mayBeEmpty(field)) {
      return null;
    }
    if (control.id.part === "search" && value === null && hasCorridors(texts[field.name])) {
      return null;
    }
    const text = fromControl[kindOf(control.id.part)](field, value, texts);
    if (text === null || text === texts[field.name] || sameList(field, text, texts[field.name])) {
      return null;
    }
    return { [field.name]: text };
  }

  /** Choosing other zones keeps the chosen provinces: they are spelled anew. */
  function respelled(change, texts) {
    const scheme = schemeOf(change);
    for (const { name } of scheme ? fieldsFor("zones") : []) {
      change[name] = compact(expand(texts[name], schemeOf(texts)), scheme);
    }
    return change;
  }

  function write() {
    const context = window.dash_clientside.callback_context;
    const moved = new Set((context.triggered || []).map((one) => one.prop_id));
    const texts = current();
    for (const control of context.inputs_list[0]) {
      const id = JSON.stringify(control.id, Object.keys(control.id).sort());
      const change = moved.has(id + ".value") ? changeOf(control, texts) : null;
      if (change) {
        go(respelled(change, texts));
        break;
      }
    }
    return window.dash_clientside.no_update;
  }

  let lastAsked = "";
  let controls = [];

  const shownValue = ({ view, part }, texts) =>
    toControl[kindOf(part)](fieldNamed(view), texts[view], texts);

  function read() {
    const texts = current();
    const outputs = window.dash_clientside.callback_context.outputs_list;
    controls = outputs[0].map(({ id }) => id);
    const values = controls.map((id) => shownValue(id, texts));
    const view = fieldFor("view");
    document.body.dataset.view = texts[view.name];
    const asked = query(Object.assign({}, texts, { [view.name]: view.default }));
    const question = asked === lastAsked ? window.dash_clientside.no_update : asked;
    lastAsked = asked;
    return [values, question];
  }

  /* What the server could not use is replaced in the controls too. */

  const notices = new MutationObserver(() => {
    const texts = current();
    for (const { dataset } of document.querySelectorAll("#notices [data-field]")) {
      for (const id of controls.filter(({ view }) => view === dataset.field)) {
        window.dash_clientside.set_props(id, { value: shownValue(id, texts) });
      }
    }
  });
  const arrival = new MutationObserver(() => {
    const box = document.getElementById("notices");
    if (box) {
      arrival.disconnect();
      notices.observe(box, { childList: true });
    }
  });
  arrival.observe(document.documentElement, { childList: true, subtree: true });

  window.corridorAddress = { choose, follow, hasCorridors, spec, valueOf };
  window.dash_clientside = Object.assign({}, window.dash_clientside, { address: { write, read } });
})();
