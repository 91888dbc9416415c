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

  /** Text of every known field as the address has it, defaults filled in. */
  function current() {
    const asked = new URLSearchParams(window.location.search);
    const texts = {};
    for (const field of spec().fields) {
      texts[field.name] = asked.has(field.name) ? asked.get(field.name) : field.default;
    }
    return texts;
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
  function go(changes, replace) {
    const next = query(Object.assign(current(), changes));
    if (next === window.location.search) {
      return;
    }
    const scrubbed = Object.keys(changes).every((name) => fieldNamed(name).scrubbed);
    const verb = replace || scrubbed ? "replaceState" : "pushState";
    window.history[verb]({}, "", window.location.pathname + next);
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

  const toControl = {
    main(field, text) {
      if (field.kind === "list") {
        return text === "none" ? [] : text.split(",").filter(Boolean);
      }
      if (field.kind === "count") {
        return text === "all" ? spec().most : Number(text);
      }
      return /[\d,]/.test(text) && field.name === "breaks" ? null : text;
    },
    zones: (field, text, texts) => wholeZones(text, texts.scheme),
    provinces: (field, text, texts) => expand(text, texts.scheme),
    search: (field, text) => (/^\d+-\d+/.test(text) ? null : text || null),
    numbers: (field, text) => (/\d/.test(text) ? text : ""),
  };

  const fromControl = {
    main(field, value) {
      if (field.kind === "list") {
        return value.length ? value.join(",") : "none";
      }
      if (field.kind === "count") {
        return Number.isInteger(value) ? (value >= spec().most ? "all" : String(value)) : null;
      }
      return value;
    },
    zones: (field, value, texts) => toggleZones(value, texts[field.name], texts.scheme),
    provinces: (field, value, texts) => compact(value, texts.scheme),
    search: (field, value) => value || "",
    numbers: (field, value, texts) => {
      const typed = value.replace(/\s/g, "");
      return typed || (/\d/.test(texts[field.name]) ? field.default : null);
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
    if (value === null && control.id.part !== "search") {
      return null;
    }
    if (control.id.part === "search" && value === null && /^\d+-\d+/.test(texts.place)) {
      return null;
    }
    const text = fromControl[control.id.part](field, value, texts);
    if (text === null || text === texts[field.name] || sameList(field, text, texts[field.name])) {
      return null;
    }
    return { [field.name]: text };
  }

  /** Choosing other zones keeps the chosen provinces: they are spelled anew. */
  function respelled(change, texts) {
    for (const name of ["from", "to"]) {
      if (change.scheme && fieldNamed(name)) {
        change[name] = compact(expand(texts[name], texts.scheme), change.scheme);
      }
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

  function read() {
    const texts = current();
    const outputs = window.dash_clientside.callback_context.outputs_list;
    const values = outputs[0].map(({ id }) =>
      toControl[id.part](fieldNamed(id.view), texts[id.view], texts));
    document.body.dataset.view = texts.view;
    const asked = query(Object.assign({}, texts, { view: fieldNamed("view").default }));
    const question = asked === lastAsked ? window.dash_clientside.no_update : asked;
    lastAsked = asked;
    return [values, question];
  }

  /* Picking: a click names a place or an interval; a second click on it lets go. */

  function clicked(data) {
    const point = data && data.points && data.points[0];
    return point ? point.customdata || null : null;
  }

  function pickMap(data) {
    const place = clicked(data);
    if (place) {
      go({ place: current().place === place ? "" : String(place) });
    }
    return window.dash_clientside.no_update;
  }

  function pickTimeline(data) {
    const what = clicked(data);
    if (what && String(what).startsWith("period:")) {
      go({ period: String(what).slice(7) });
    }
    return window.dash_clientside.no_update;
  }

  function pickGrid(rows) {
    const keys = (rows || []).map((row) => row.key).filter(Boolean);
    const before = current().place;
    if (keys.length || /^\d+-\d+/.test(before)) {
      go({ place: keys.join(",") });
    }
    return window.dash_clientside.no_update;
  }

  window.corridorAddress = { current, go, spec };
  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    address: { write, read, pick_map: pickMap, pick_timeline: pickTimeline, pick_grid: pickGrid },
  });
})();
