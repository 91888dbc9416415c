// Keep plotly.js from asking its vendor for a base map.
//
// A geo subplot looks in PlotlyGeoAssets.topojson for "<scope>_<resolution>m" before it fetches
// that file from outside. The map brings its own shapes, so empty layers are all it needs. This
// file must run before the first graph is drawn; its name puts it first.
(function () {
  "use strict";
  const LAYERS = ["coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits"];

  function emptyTopology() {
    const objects = {};
    for (const layer of LAYERS) {
      objects[layer] = { type: "GeometryCollection", geometries: [] };
    }
    return { type: "Topology", objects: objects, arcs: [] };
  }

  window.PlotlyGeoAssets = {
    topojson: { world_110m: emptyTopology(), world_50m: emptyTopology() },
  };
})();

/* Fill the frame with the map, whatever its shape.

   Plotly clips a geo subplot to the projected box of its axis ranges, fitted into the frame, so the
   box must have the shape of the frame. The box of an equal-area cone between two parallels has a
   closed form; only its width in longitude is searched. Ranges are set as a figure enters plotly,
   so the first drawing is already right. */
(function () {
  "use strict";

  const RADIANS = Math.PI / 180;
  const EARTH_KM = 6371;
  const SOUTH = -25;
  const NORTH = 66;
  const KM_PER_DEGREE = 111;
  const SHOWN_KM = { width: 5250, height: 4350 };
  const MIDDLE = { lon: 103.6, lat: 36.1 };
  const ASIDE_PX = 50; // farther, the edge of the drawn land would show on a wide screen
  const LEGEND_ROOM = 0.55; // share of the spare room that is left free at the west and south

  function cone(parallels) {
    const [a, b] = parallels.map((degrees) => Math.sin(degrees * RADIANS));
    const n = (a + b) / 2;
    const c = 1 - a * a + 2 * n * a;
    return { n, radius: (lat) => Math.sqrt(c - 2 * n * Math.sin(lat * RADIANS)) / n };
  }

  /** Width and height of the box that spans a half-width in longitude, in earth radii. */
  function box({ n, radius }, half) {
    const turn = n * half * RADIANS;
    return {
      width: 2 * radius(SOUTH) * Math.sin(turn),
      height: radius(SOUTH) - radius(NORTH) * Math.cos(turn),
    };
  }

  function halfWidthFor(shape, aspect) {
    let low = 5;
    let high = 110;
    for (let i = 0; i < 40; i += 1) {
      const middle = (low + high) / 2;
      const { width, height } = box(shape, middle);
      if (width / height < aspect) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** Axis ranges and scale that show the country as large as the frame allows; ``unit`` is how
      many pixels a kilometre has at scale 1. */
  function fitted(geo, width, height) {
    const shape = cone(geo.projection.parallels);
    const half = halfWidthFor(shape, width / height);
    const fit = width / (box(shape, half).width * EARTH_KM);
    const wanted = Math.min(width / SHOWN_KM.width, height / SHOWN_KM.height);
    const middle = geo.projection.rotation.lon;
    const spare = { width: width / wanted - SHOWN_KM.width, height: height / wanted - SHOWN_KM.height };
    const aside = Math.min((spare.width / 2) * LEGEND_ROOM, ASIDE_PX / wanted);
    const west = aside / (KM_PER_DEGREE * Math.cos(MIDDLE.lat * RADIANS));
    const values = {
      "center.lon": MIDDLE.lon - west,
      "center.lat": MIDDLE.lat - (spare.height / 2) * LEGEND_ROOM / KM_PER_DEGREE,
      "lonaxis.range": [middle - half, middle + half],
      "lataxis.range": [SOUTH, NORTH],
      "projection.scale": wanted / fit,
    };
    return { unit: fit, values };
  }

  const fits = new WeakMap();

  function fitOf(plot, geo) {
    const { clientWidth: width, clientHeight: height } = plot;
    const last = fits.get(plot);
    if (!width || !height || (last && last.width === width && last.height === height)) {
      return last;
    }
    const fit = { width, height, ...fitted(geo, width, height) };
    fits.set(plot, fit);
    return fit;
  }

  const CAMERA = ["projection.scale", "center.lon", "center.lat"];

  /** Camera that a reader has moved, at the same size on the screen under another fit. */
  function kept(plot, before, after) {
    const geo = plot._fullLayout && plot._fullLayout.geo;
    if (!geo || !before || before === after) {
      return null;
    }
    const shown = [geo.projection.scale, geo.center.lon, geo.center.lat];
    if (shown.every((value, i) => Math.abs(value - before.values[CAMERA[i]]) < 1e-6)) {
      return null;
    }
    shown[0] *= before.unit / after.unit;
    return Object.fromEntries(CAMERA.map((path, i) => [path, shown[i]]));
  }

  /** Tell plotly's uirevision which values the reader moved away from. */
  function rememberHome(plot) {
    const { values } = fits.get(plot);
    const home = Object.fromEntries(CAMERA.map((path) => ["geo." + path, values[path]]));
    plot._fullLayout._preGUI = Object.assign({}, plot._fullLayout._preGUI, home);
  }

  function enter(plot, layout) {
    const before = fits.get(plot);
    const fit = layout && layout.geo && fitOf(plot, layout.geo);
    if (fit && !before) {
      resized.observe(plot);
    }
    const camera = fit && kept(plot, before, fit);
    if (camera) {
      plot._fullLayout.geo.projection.scale = camera["projection.scale"];
      rememberHome(plot);
    }
    if (fit) {
      const { geo } = layout;
      for (const [path, value] of Object.entries(fit.values)) {
        const [group, key] = path.split(".");
        geo[group] = Object.assign({}, geo[group], { [key]: value });
      }
    }
  }

  for (const verb of ["react", "newPlot"]) {
    const draw = window.Plotly[verb];
    window.Plotly[verb] = function (plot, figure, ...rest) {
      const layout = figure && figure.data ? figure.layout : rest[0];
      enter(typeof plot === "string" ? document.getElementById(plot) : plot, layout);
      return draw.call(this, plot, figure, ...rest);
    };
  }

  /* A frame that changes its shape, with the window or with the lines below it, asks for other
     ranges. */
  function refit() {
    for (const plot of document.querySelectorAll(".js-plotly-plot")) {
      const last = fits.get(plot);
      const fit = last && plot.layout && plot.layout.geo && fitOf(plot, plot.layout.geo);
      if (fit && fit !== last) {
        const camera = kept(plot, last, fit);
        const changes = {};
        for (const [path, value] of Object.entries(Object.assign({}, fit.values, camera))) {
          changes["geo." + path] = value;
        }
        window.Plotly.relayout(plot, changes).then(() => camera && rememberHome(plot));
      }
    }
  }

  let waiting = 0;
  const resized = new ResizeObserver(() => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(refit, 120);
  });

  window.corridorFrame = { home: (plot) => fits.get(plot).values, rememberHome };
})();

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

/* What a control shows for a text of the address, and the text for a control's new value. */
(function () {
  "use strict";

  const { fieldFor, fieldNamed, fieldsFor, hasCorridors, spec } = window.corridorAddress;

  /* Zones and regions: one field, two controls. */

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

  /* Weights: one field, a control for each entry. Empty text means that all are 1. */

  function weightsOf(text) {
    const given = Object.fromEntries(text.split(",").map((entry) => entry.split(":")));
    const weightOf = (key) => (text ? Number(given[key]) || 0 : 1);
    return Object.fromEntries(spec().weights.map((key) => [key, weightOf(key)]));
  }

  /** All at 0 is spelled too: the server says why it cannot be. */
  function spelledWeights(weights) {
    const entries = Object.entries(weights);
    const counted = entries.filter(([, weight]) => weight > 0);
    const listed = counted.length ? counted : entries.slice(0, 1);
    return entries.every(([, weight]) => weight === 1) ? "" : listed.map((one) => one.join(":")).join(",");
  }

  /* One pair of functions for each kind of control. */

  const schemeOf = (texts) => texts[fieldFor("scheme").name];
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
    regions: (field, text, texts) => expand(text, schemeOf(texts)),
    search: (field, text) => (hasCorridors(text) ? null : text || null),
    numbers: (field, text) => (hasNumbers(text) ? text : ""),
    weight: (field, text, texts, key) => weightsOf(text)[key],
  };

  /** A second control of the same kind is called main:2, the control of one entry weight:gdp. */
  const kindOf = (part) => part.split(":")[0];
  const keyOf = (part) => part.split(":")[1];

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
    regions: (field, value, texts) => compact(value, schemeOf(texts)),
    search: (field, value) => value || "",
    numbers: (field, value, texts) => {
      const typed = value.replace(/\s/g, "");
      return typed || (hasNumbers(texts[field.name]) ? field.default : null);
    },
    weight: (field, value, texts, key) => {
      const weights = weightsOf(texts[field.name]);
      const legal = typeof value === "number" && value !== weights[key];
      return legal ? spelledWeights(Object.assign(weights, { [key]: value })) : null;
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
    const { part } = control.id;
    const text = fromControl[kindOf(part)](field, value, texts, keyOf(part));
    if (text === null || text === texts[field.name] || sameList(field, text, texts[field.name])) {
      return null;
    }
    return { [field.name]: text };
  }

  /** Choosing other zones keeps the chosen regions: they are spelled anew. */
  function respelled(change, texts) {
    const scheme = schemeOf(change);
    for (const { name } of scheme ? fieldsFor("zones") : []) {
      change[name] = compact(expand(texts[name], schemeOf(texts)), scheme);
    }
    return change;
  }

  const shown = ({ view, part }, texts) =>
    toControl[kindOf(part)](fieldNamed(view), texts[view], texts, keyOf(part));

  /** Changes of the address that a control asks for, or nothing. */
  function asked(control, texts) {
    const change = changeOf(control, texts);
    return change && respelled(change, texts);
  }

  /* Plain boxes: a group of them is one control, its id in `data-bound`. Radio buttons stand for one
     value, checkboxes for a list. */

  const boundTo = (group) => JSON.parse(group.dataset.bound);

  function fillBoxes(texts) {
    for (const group of document.querySelectorAll("[data-bound]")) {
      const values = [shown(boundTo(group), texts)].flat();
      group.querySelectorAll("input").forEach((box) => { box.checked = values.includes(box.value); });
    }
  }

  document.addEventListener("change", ({ target }) => {
    const group = target.closest("[data-bound]");
    if (group) {
      const { change, current } = window.corridorAddress;
      const values = [...group.querySelectorAll("input:checked")].map((box) => box.value);
      const value = target.type === "radio" ? target.value : values;
      const changes = asked({ id: boundTo(group), value }, current());
      if (changes) {
        change(changes);
      }
    }
  });
  document.addEventListener("still-filled", ({ target }) => {
    if (target.closest("[data-bound]")) {
      fillBoxes(window.corridorAddress.current());
    }
  });

  window.corridorControls = { asked, fillBoxes, shown };
})();

/* Picking: a click names a place, an interval or a whole address; a second one on it lets go. */
(function () {
  "use strict";

  function clicked(data) {
    const point = data && data.points && data.points[0];
    return point && point.customdata ? String(point.customdata) : "";
  }

  function map(data) {
    const { choose, follow, valueOf } = window.corridorAddress;
    const place = clicked(data);
    if (place.startsWith("/?")) {
      follow(new URL(place, window.location.href));
    } else if (place) {
      choose("place", valueOf("place") === place ? "" : place);
    }
  }

  function timeline(data) {
    const { choose, valueOf } = window.corridorAddress;
    const what = clicked(data);
    if (what.startsWith("period:")) {
      choose("period", what.slice(7));
    } else if (what.startsWith("#")) {
      choose("view", "sources");
      window.history.replaceState({}, "", window.location.search + what);
    } else if (what) {
      choose("place", valueOf("place") === what ? "" : what);
    }
  }

  const sorted = (text) => text.split(",").sort().join(",");

  /** Rows of the table and corridors of the address are the same choice. */
  function grid(rows) {
    const { choose, hasCorridors, valueOf } = window.corridorAddress;
    const keys = (rows || []).map((row) => row.key).filter(Boolean).join(",");
    const before = valueOf("place");
    if (sorted(keys) !== sorted(before) && (keys || hasCorridors(before))) {
      choose("place", keys);
    }
    return window.dash_clientside.no_update;
  }

  /* A graph is there once plotly has drawn it. */
  const waiting = { map, timeline };
  const arrival = new MutationObserver(() => {
    for (const [id, pick] of Object.entries(waiting)) {
      const plot = document.querySelector(`#${id} .js-plotly-plot`);
      if (plot && plot.on) {
        delete waiting[id];
        plot.on("plotly_click", pick);
      }
    }
    if (!Object.keys(waiting).length) {
      arrival.disconnect();
    }
  });
  arrival.observe(document.documentElement, { childList: true, subtree: true });

  /* A link inside the page changes the view and keeps the parameters that nobody knows. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='/?'], a[href='/']");
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (link && plain && event.button === 0) {
      event.preventDefault();
      event.stopPropagation();
      window.corridorAddress.follow(new URL(link.href));
    }
  }, true);

  /* A button that sets one field. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-role]");
    if (button) {
      window.corridorAddress.choose(button.dataset.role, button.dataset.value);
    }
  });

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    picks: { grid },
  });
})();

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

/* The table writes its numbers as the page does. */
(function () {
  "use strict";

  const lang = () => document.documentElement.lang || "en";
  const minus = (text) => text.replace("-", "−");

  function written(value, digits) {
    if (value === null || value === undefined) {
      return "";
    }
    const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    return minus(value.toLocaleString(lang(), options));
  }

  /** Estimates at three significant figures, as in the tooltips. */
  function estimate(value) {
    if (value === null || value === undefined) {
      return "";
    }
    return minus(value.toLocaleString(lang(), {
      maximumSignificantDigits: Math.abs(value) >= 100 ? 3 : 2,
    }));
  }

  const functions = {
    whole: (value) => written(value, 0),
    tenth: (value) => written(value, 1),
    estimate,
  };
  /** Rows of the corridors that the address names are the selected ones. */
  function outline() {
    const grid = document.getElementById("grid") && window.dash_ag_grid.getApi("grid");
    if (!grid) {
      return;
    }
    const chosen = window.corridorAddress.valueOf("place").split(",");
    const change = { true: [], false: [] };
    grid.forEachNode((node) => {
      const wanted = chosen.includes(node.id);
      if (wanted !== Boolean(node.isSelected())) {
        change[wanted].push(node);
      }
    });
    for (const [value, nodes] of Object.entries(change)) {
      if (nodes.length) {
        grid.setNodesSelected({ nodes, newValue: value === "true", source: "api" });
      }
    }
  }
  window.addEventListener("popstate", () => window.requestAnimationFrame(outline));

  window.dashAgGridFunctions = Object.assign({}, window.dashAgGridFunctions, {
    corridorTable: functions,
  });
})();

/* The map in the browser: camera by buttons and keys, names that do not collide, legend widths. */
(function () {
  "use strict";

  const ZOOM = 1.35;
  const STEP = 0.18;
  const NEAREST = 0.6;
  const FARTHEST = 24;

  const graph = (id) => document.querySelector(`#${id} .js-plotly-plot`);

  function geo() {
    const plot = graph("map");
    return plot && plot._fullLayout && plot._fullLayout.geo;
  }

  function camera() {
    const { projection, center } = geo();
    return { scale: projection.scale, lon: center.lon, lat: center.lat };
  }

  function home() {
    const values = window.corridorFrame.home(graph("map"));
    return {
      scale: values["projection.scale"],
      lon: values["center.lon"],
      lat: values["center.lat"],
    };
  }

  /** Move the camera as if by hand, so that later patches keep it (plotly's uirevision). */
  function move(to) {
    const plot = graph("map");
    const wanted = {
      "geo.projection.scale": to.scale,
      "geo.center.lon": to.lon,
      "geo.center.lat": to.lat,
    };
    return window.Plotly.relayout(plot, wanted).then(() => window.corridorFrame.rememberHome(plot));
  }

  function pan(east, north) {
    const now = camera();
    const degrees = 40 * STEP * (home().scale / now.scale);
    return move({ scale: now.scale, lon: now.lon + east * degrees * 1.2, lat: now.lat + north * degrees });
  }

  function zoom(factor) {
    const now = camera();
    const scale = Math.min(FARTHEST * home().scale, Math.max(NEAREST * home().scale, now.scale * factor));
    return move({ scale, lon: now.lon, lat: now.lat });
  }

  const moves = {
    "zoom-in": () => zoom(ZOOM),
    "zoom-out": () => zoom(1 / ZOOM),
    home: () => move(home()),
    left: () => pan(-1, 0),
    right: () => pan(1, 0),
    up: () => pan(0, 1),
    down: () => pan(0, -1),
  };
  const keys = {
    "+": "zoom-in",
    "=": "zoom-in",
    "-": "zoom-out",
    _: "zoom-out",
    0: "home",
    ArrowLeft: "left",
    ArrowRight: "right",
    ArrowUp: "up",
    ArrowDown: "down",
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-map]");
    if (button && geo()) {
      moves[button.dataset.map]();
    }
  });

  document.addEventListener("keydown", (event) => {
    const frame = event.target.closest && event.target.closest("#map-frame");
    if (frame && geo() && keys[event.key] && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      event.stopPropagation();
      moves[keys[event.key]]();
    }
  });

  /* Names that would run into a mark, into one another or under the legend and the buttons: the
     later one in drawing order stays, since sites and networks are drawn above regions. */
  function declutter(plot) {
    const marks = [...plot.querySelectorAll(".geo .point")]
      .filter((mark) => mark.style.opacity !== "0")
      .map((mark) => mark.getBoundingClientRect())
      .map((box) => new DOMRect(box.x + 4, box.y + 4, box.width - 8, box.height - 8));
    const over = [...document.querySelectorAll("#legend-box, .map-buttons, #chips > *")]
      .map((box) => box.getBoundingClientRect());
    const taken = [...marks, ...over];
    const texts = [...plot.querySelectorAll(".geo text")].reverse();
    const boxes = texts.map((text) => text.getBoundingClientRect());
    texts.forEach((text, i) => {
      const box = boxes[i];
      const clash = taken.some((other) =>
        box.left < other.right + 2 && box.right + 2 > other.left &&
        box.top < other.bottom && box.bottom > other.top);
      text.style.visibility = clash || box.width === 0 ? "hidden" : "visible";
      if (!clash) {
        taken.push(box);
      }
    });
  }

  /** Sample widths of the legend at the scale of the map. */
  function scaleLegend(plot) {
    const subplot = plot._fullLayout.geo && plot._fullLayout.geo._subplot;
    if (!subplot || !subplot.projection) {
      return;
    }
    const a = subplot.projection([105, 36]);
    const b = subplot.projection([105, 37]);
    if (!a || !b) {
      return;
    }
    const perMetre = Math.hypot(a[0] - b[0], a[1] - b[1]) / 111000;
    for (const sample of document.querySelectorAll("[data-metres]")) {
      sample.style.height = Math.max(1, sample.dataset.metres * perMetre).toFixed(1) + "px";
    }
  }

  /* Where shapes overlap plotly answers with the lowest; a reader points at the highest. */
  function pointAtTheTop(plot) {
    const { _module: choropleth } = plot._fullData.find((trace) => trace.type === "choropleth");
    const lowest = choropleth.hoverPoints;
    choropleth.hoverPoints = (point, ...place) => {
      const { cd } = point;
      point.cd = [...cd].reverse();
      point.cd[0] = Object.assign({}, point.cd[0], { trace: cd[0].trace });
      const found = lowest(point, ...place);
      point.cd = cd;
      return found;
    };
  }

  let due = false;
  let painted = false;

  /** Measure once before the next frame, however much has changed until then. */
  function tidy() {
    if (due) {
      return;
    }
    due = true;
    window.requestAnimationFrame(() => {
      due = false;
      scaleLegend(graph("map"));
      declutter(graph("map"));
      if (painted) {
        painted = false;
        document.dispatchEvent(new CustomEvent("map-painted"));
      }
    });
  }

  function settled() {
    if (geo()) {
      painted = true;
      tidy();
    }
  }

  function watch(plot) {
    pointAtTheTop(plot);
    window.corridorRedraw.watch(plot);
    plot.on("plotly_afterplot", settled);
    plot.on("plotly_relayouting", () => scaleLegend(plot));
    const over = new MutationObserver(tidy);
    for (const id of ["legend", "chips"]) {
      over.observe(document.getElementById(id), { childList: true });
    }
    document.getElementById("legend-box").addEventListener("toggle", tidy);
    settled();
    document.dispatchEvent(new CustomEvent("map-ready"));
  }

  const arrival = new MutationObserver(() => {
    const plot = graph("map");
    if (plot && plot.on && geo() && geo()._subplot) {
      arrival.disconnect();
      watch(plot);
    }
  });
  arrival.observe(document.documentElement, { childList: true, subtree: true });

  window.corridorMap = { camera };
})();

/* Land and regions stay where they are when only colours and corridors change: what plotly works
   out from a shape (its parts, its middle) is kept with the shape, and a path is projected again
   only when its shape or the projection is another. */
(function () {
  "use strict";

  const WORKED_OUT = ["geojson", "ct", "_polygons", "fIn", "fOut"];

  /** Keep what plotly works out for the shapes of a trace, by the name of the trace. */
  function keepShapes(module) {
    const kept = new Map();
    const workOut = module.calcGeoJSON;
    module.calcGeoJSON = (points, layout) => {
      const { trace } = points[0];
      const last = kept.get(trace.uid);
      const isSame = last && last.geojson === trace.geojson && last.locations === trace.locations;
      if (isSame && last.parts.length === points.length) {
        points.forEach((point, at) => Object.assign(point, last.parts[at]));
        Object.assign(trace._extremes, last.extremes);
        return;
      }
      workOut(points, layout);
      if (points.every((point) => point.geojson)) {
        const parts = points.map((point) =>
          Object.fromEntries(WORKED_OUT.map((name) => [name, point[name]])));
        const { geojson, locations, _extremes: extremes } = trace;
        kept.set(trace.uid, { geojson, locations, parts, extremes: Object.assign({}, extremes) });
      }
    };
  }

  /** Project only the paths whose shape or projection is another. */
  function keepPaths(subplot) {
    const render = subplot._render;
    const drawn = new WeakMap();
    let projected = "";
    subplot._render = function (...asked) {
      const { projection, dataPaths } = this;
      const now = ["scale", "translate", "rotate", "center", "clipExtent"]
        .map((name) => JSON.stringify(projection[name] && projection[name]())).join();
      const moved = now !== projected;
      projected = now;
      const shapes = dataPaths.choropleth;
      this.dataPaths = Object.assign({}, dataPaths, {
        choropleth: shapes.filter(function ({ geojson }) {
          const isNew = moved || drawn.get(this) !== geojson;
          drawn.set(this, geojson);
          return isNew;
        }),
      });
      render.apply(this, asked);
      this.dataPaths = dataPaths;
    };
  }

  function watch(plot) {
    keepShapes(plot._fullData.find((trace) => trace.type === "choropleth")._module);
    keepPaths(plot._fullLayout.geo._subplot);
  }

  window.corridorRedraw = { watch };
})();

/* The wire between the address and the map: one question for each address, the answer drawn by
   plotly and said in words. The newest question wins; the old view stays until its answer is here. */
(function () {
  "use strict";

  const RETRIES = 2;
  const RETRY_MS = 400;
  const graph = (id) => document.querySelector(`#${id} .js-plotly-plot`);

  /* Figures: a copy in which only what differs is new, since plotly compares by identity. */

  function same(a, b) {
    if (a === b) {
      return true;
    }
    if (!a || !b || typeof a !== "object" || typeof b !== "object") {
      return false;
    }
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => same(a[key], b[key]));
  }

  function assigned(part, [key, ...rest], value) {
    const before = part === undefined || part === null ? undefined : part[key];
    const after = rest.length ? assigned(before, rest, value) : value;
    if (same(before, after)) {
      return part;
    }
    const copy = Array.isArray(part) ? part.slice() : Object.assign({}, part);
    copy[key] = after;
    return copy;
  }

  function changed(part, changes) {
    return Object.entries(changes).reduce(
      (now, [path, value]) => assigned(now, path.split("."), value), part);
  }

  function draw(id, { data, layout }) {
    const plot = graph(id);
    const before = window.corridorRoom.figureOf(plot);
    const traces = before.data.map((trace, slot) => changed(trace, data[slot] || {}));
    const after = {
      data: traces.every((trace, slot) => trace === before.data[slot]) ? before.data : traces,
      layout: changed(before.layout, layout),
      config: before.config,
    };
    if (after.data === before.data && after.layout === before.layout) {
      plot.emit("plotly_afterplot");
      return;
    }
    window.corridorOnce.own(after);
    window.Plotly.react(plot, after);
  }

  const ready = new Promise((resolve) =>
    document.addEventListener("map-ready", resolve, { once: true }));

  /* Questions. */

  let asked = "\n";
  let asking = null;

  function failed(hasFailed) {
    document.getElementById("failure").hidden = !hasFailed;
  }

  /** What the reader loaded travels with the question, and stays in this browser alone. */
  function question(loaded, signal) {
    return loaded
      ? { method: "POST", headers: { "Content-Type": "text/csv" }, body: loaded, signal }
      : { signal };
  }

  async function answerTo(search, loaded, signal, retries = RETRIES) {
    try {
      const reply = await window.fetch("/scene" + search, question(loaded, signal));
      if (reply.ok) {
        return await reply.json();
      }
      throw new Error(`answered with ${reply.status}`);
    } catch (error) {
      if (signal.aborted || !retries) {
        throw error;
      }
      await new Promise((resolve) => window.setTimeout(resolve, RETRY_MS));
      return answerTo(search, loaded, signal, retries - 1);
    }
  }

  /** Figures first: plotly measures, and words that are still to be laid out make that slow. */
  function show({ graphs, said }) {
    Object.entries(graphs).forEach(([id, changes]) => draw(id, changes));
    window.corridorStill.show(said);
  }

  /** Ask for the view of a query string with what is loaded, unless it is the one that is shown or on its way. */
  async function ask(search) {
    const loaded = window.corridorLoaded.text();
    if (`${search}\n${loaded}` === asked) {
      return;
    }
    asked = `${search}\n${loaded}`;
    if (asking) {
      asking.abort();
    }
    asking = new AbortController();
    const { signal } = asking;
    document.body.dataset.waiting = "";
    try {
      const answer = await answerTo(search, loaded, signal);
      await ready;
      if (!signal.aborted) {
        delete document.body.dataset.waiting;
        failed(false);
        show(answer);
      }
    } catch (error) {
      if (!signal.aborted) {
        delete document.body.dataset.waiting;
        asked = null;
        failed(true);
      }
    }
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("#failure button")) {
      window.corridorAddress.read();
    }
  });

  window.corridorScene = { ask };
})();

/* The clock: step, play, keys. Play goes on only after the last interval is painted, then ends. */
(function () {
  "use strict";

  const PAUSE = 1400;
  let playing = false;

  function step(by, replace) {
    const { choose, spec, valueOf } = window.corridorAddress;
    const periods = spec().periods;
    const at = periods.indexOf(valueOf("period")) + by;
    if (at < 0 || at >= periods.length) {
      return false;
    }
    choose("period", periods[at], replace);
    return true;
  }

  function show() {
    const button = document.getElementById("play");
    button.setAttribute("aria-pressed", String(playing));
    button.textContent = playing ? button.dataset.stop : button.dataset.play;
  }

  function stop() {
    playing = false;
    show();
  }

  function next() {
    if (!playing) {
      return;
    }
    const painted = new Promise((resolve) =>
      document.addEventListener("map-painted", resolve, { once: true }));
    if (!step(1, true)) {
      stop();
      return;
    }
    painted.then(() => window.setTimeout(next, PAUSE));
  }

  function toggle() {
    if (playing) {
      stop();
      return;
    }
    const { choose, spec, valueOf } = window.corridorAddress;
    const periods = spec().periods;
    playing = true;
    show();
    if (valueOf("period") === periods[periods.length - 1]) {
      document.addEventListener("map-painted", () => window.setTimeout(next, PAUSE), { once: true });
      choose("period", periods[0], true);
      return;
    }
    next();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (button) {
      step(Number(button.dataset.step));
    }
    if (event.target.closest("#play")) {
      toggle();
    }
  });

  /* Space plays and arrows step wherever the key has no other meaning. */
  document.addEventListener("keydown", (event) => {
    const busy = event.target.closest &&
      event.target.closest("input, textarea, select, button, a, summary, [role], [contenteditable]");
    if (event.defaultPrevented || busy || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    if (event.key === " ") {
      event.preventDefault();
      toggle();
    } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      step(event.key === "ArrowLeft" ? -1 : 1);
    }
  });
})();

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

/* A point of a chart that carries an address leads there. */
(function () {
  "use strict";

  function follow() {
    const { triggered } = window.dash_clientside.callback_context;
    for (const { value } of triggered || []) {
      const point = value && value.points && value.points[0];
      if (point && typeof point.customdata === "string" && point.customdata.startsWith("/")) {
        window.corridorAddress.follow(new URL(point.customdata, window.location.href));
      }
    }
    return window.dash_clientside.no_update;
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, { charts: { follow } });
})();

/* Tables with buttons in their heads are sorted in the browser: numbers from the highest, names
   from A; a second press turns the order round. Cells without a figure stay at the end. */
(function () {
  "use strict";

  const TURNED = { ascending: "descending", descending: "ascending" };
  const chosen = new WeakMap(); // holder of the table → [column, order]

  const holderOf = (table) => table.closest("[data-still]");

  function figure(cell) {
    return cell.dataset.value === undefined ? null : Number(cell.dataset.value);
  }

  function compared(a, b, column, sign) {
    const [one, two] = [a.cells[column], b.cells[column]];
    if (column === 0) {
      return sign * one.textContent.localeCompare(two.textContent);
    }
    const [first, second] = [figure(one), figure(two)];
    if (first === null || second === null) {
      return (first === null) - (second === null);
    }
    return sign * (first - second);
  }

  function arrange(table) {
    const [column, order] = chosen.get(holderOf(table)) || [0, "ascending"];
    const sign = order === "descending" ? -1 : 1;
    [...table.tHead.rows[0].cells].forEach((head, at) => {
      head.setAttribute("aria-sort", at === column ? order : "none");
    });
    const body = table.tBodies[0];
    body.append(...[...body.rows].sort((a, b) => compared(a, b, column, sign)));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("table.sortable thead th button");
    if (button) {
      const head = button.closest("th");
      const usual = head.cellIndex === 0 ? "ascending" : "descending";
      const table = head.closest("table");
      chosen.set(holderOf(table), [head.cellIndex, TURNED[head.getAttribute("aria-sort")] || usual]);
      arrange(table);
    }
  });

  /* Another interval brings another table: the order stays the one that was chosen. */
  document.addEventListener("still-filled", (event) =>
    event.target.querySelectorAll("table.sortable").forEach(arrange));
})();

/* Marks that plotly has no words for: hatched shapes whose range spans zero, and dashed edges of
   estimates. A trace names both in its `meta`: {unsure: [ids], kind: "estimated"}. */
(function () {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const STRIPES = { shape: { period: 6, width: 1.3 }, line: { period: 4, width: 2.2 } };
  const INK = "#1b2430";

  function defs() {
    const known = document.getElementById("hatches");
    if (known) {
      return known.firstChild;
    }
    const svg = document.createElementNS(SVG, "svg");
    svg.id = "hatches";
    svg.setAttribute("width", "0");
    svg.setAttribute("height", "0");
    svg.setAttribute("aria-hidden", "true");
    svg.style.position = "absolute";
    svg.append(document.createElementNS(SVG, "defs"));
    document.body.append(svg);
    return svg.firstChild;
  }

  function made(name, attributes) {
    const element = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    return element;
  }

  /** Address of the hatch over one colour; a line is hatched in its own ink. */
  function hatch(fill, isLine) {
    const id = "hatch-" + (isLine ? "line-" : "") + fill.replace(/\W+/g, "");
    if (!document.getElementById(id)) {
      const { period, width } = isLine ? STRIPES.line : STRIPES.shape;
      const pattern = made("pattern", {
        id, width: period, height: period,
        patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)",
      });
      pattern.append(
        made("rect", { width: period, height: period, fill: isLine ? "#ffffff" : fill }),
        made("rect", { width, height: period, fill: isLine ? fill : INK }),
      );
      defs().append(pattern);
    }
    return `url("#${id}")`;
  }

  function mark(plot) {
    for (const group of plot.querySelectorAll(".choroplethlayer .trace")) {
      const data = group.__data__;
      const meta = data && data[0] && data[0].trace && data[0].trace.meta;
      const unsure = new Set((meta && meta.unsure) || []);
      group.classList.toggle("estimated", Boolean(meta && meta.kind === "estimated"));
      for (const path of group.querySelectorAll(unsure.size ? "path" : "path.unsure")) {
        const isUnsure = unsure.has(path.__data__ && path.__data__.loc);
        path.classList.toggle("unsure", isUnsure);
        // Plotly keeps the colour of the class in the attribute; the style lies over it.
        path.style.fill = isUnsure ? hatch(path.getAttribute("fill"), Boolean(meta.lines)) : "";
      }
    }
  }

  const watched = new WeakSet();

  for (const verb of ["react", "newPlot"]) {
    const draw = window.Plotly[verb];
    window.Plotly[verb] = function (...asked) {
      return draw.apply(this, asked).then((plot) => {
        if (plot && plot.on && !watched.has(plot)) {
          watched.add(plot);
          plot.on("plotly_afterplot", () => mark(plot));
          mark(plot);
        }
        return plot;
      });
    };
  }
})();

/* Room mode: the page for a hall. Full screen where the browser allows it, large type, controls
   away until the pointer moves or a key other than a step is pressed. */
(function () {
  "use strict";

  const SCALE = 1.4;
  const AWAKE_MS = 3000;
  const FORWARD = [" ", "PageDown"];
  const BACK = ["PageUp"];
  const QUIET = [...FORWARD, ...BACK, "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Shift"];
  const FIELDS = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";
  const root = document.documentElement;

  const isOn = () => root.dataset.room === "on";
  const button = () => document.getElementById("present");
  const inField = (target) => Boolean(target && target.closest && target.closest(FIELDS));

  /* Charts: plotly gets a copy with larger type; the figure itself stays as the page has it.
     The name of a note is its short form. */

  const originals = new WeakMap();
  const scaled = (font, usual) => Object.assign({}, font, { size: ((font && font.size) || usual) * SCALE });
  const enlarged = (text) => (typeof text === "string"
    ? text.replace(/font-size:\s*([\d.]+)px/g, (_, size) => `font-size:${size * SCALE}px`)
    : text);

  function withFonts(part, names) {
    const copy = Object.assign({}, part);
    for (const name of names.filter((one) => copy[one])) {
      copy[name] = scaled(copy[name], 12);
    }
    if (copy.hoverlabel) {
      copy.hoverlabel = Object.assign({}, copy.hoverlabel, { font: scaled(copy.hoverlabel.font, 13) });
    }
    if (Array.isArray(copy.text) && (copy.mode || "").includes("text")) {
      copy.text = copy.text.map(enlarged);
    }
    return copy;
  }

  function largeLayout(layout) {
    const copy = withFonts(layout, []);
    copy.font = Object.assign(scaled(layout.font, 12), { color: "#000000" });
    for (const name of Object.keys(copy).filter((key) => /^[xy]axis\d*$/.test(key))) {
      copy[name] = withFonts(copy[name], ["tickfont"]);
      if (copy[name].title && copy[name].title.font) {
        copy[name].title = withFonts(copy[name].title, ["font"]);
      }
    }
    copy.annotations = (layout.annotations || []).map((note) =>
      Object.assign(withFonts(note, ["font"]), note.name ? { text: note.name } : {}));
    copy.shapes = (layout.shapes || []).map((shape) => (shape.label
      ? Object.assign({}, shape, { label: withFonts(shape.label, ["font"]) })
      : shape));
    if (layout.margin) {
      copy.margin = Object.fromEntries(
        Object.entries(layout.margin).map(([side, size]) => [side, size * SCALE]));
    }
    return copy;
  }

  function large(figure) {
    return Object.assign({}, figure, {
      data: (figure.data || []).map((trace) => withFonts(trace, ["textfont"])),
      layout: largeLayout(figure.layout || {}),
    });
  }

  for (const verb of ["react", "newPlot"]) {
    const draw = window.Plotly[verb];
    window.Plotly[verb] = function (target, asked, ...rest) {
      const plot = typeof target === "string" ? document.getElementById(target) : target;
      const figure = asked && asked.data
        ? asked
        : { data: asked, layout: rest[0], config: rest[1] };
      originals.set(plot, figure);
      return draw.call(this, plot, isOn() ? large(figure) : figure);
    };
  }

  function redraw() {
    for (const plot of document.querySelectorAll(".js-plotly-plot")) {
      if (originals.has(plot)) {
        window.Plotly.react(plot, originals.get(plot));
      }
    }
    window.dispatchEvent(new Event("resize"));
  }

  /* Controls sleep and wake. */

  let timer = 0;

  function sleep() {
    const active = document.activeElement;
    if (isOn() && (inField(active) || document.querySelector("details.dropdown[open]"))) {
      wake();
      return;
    }
    root.dataset.controls = "asleep";
  }

  function wake() {
    if (!isOn()) {
      return;
    }
    root.dataset.controls = "awake";
    window.clearTimeout(timer);
    timer = window.setTimeout(sleep, AWAKE_MS);
  }

  function enter() {
    root.dataset.room = "on";
    button().setAttribute("aria-pressed", "true");
    if (document.activeElement) {
      document.activeElement.blur();
    }
    sleep();
    if (root.requestFullscreen) {
      root.requestFullscreen().catch(() => undefined);
    }
    redraw();
  }

  function leave() {
    if (!isOn()) {
      return;
    }
    window.clearTimeout(timer);
    delete root.dataset.room;
    delete root.dataset.controls;
    button().setAttribute("aria-pressed", "false");
    if (document.fullscreenElement) {
      document.exitFullscreen().catch(() => undefined);
    }
    redraw();
    button().focus();
  }

  function step(by) {
    document.querySelector(`[data-step="${by}"]`).click();
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("#present")) {
      (isOn() ? leave : enter)();
    }
  });

  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement) {
      leave();
    }
  });

  for (const name of ["pointermove", "pointerdown"]) {
    document.addEventListener(name, (event) => {
      if (event.movementX || event.movementY || name === "pointerdown") {
        wake();
      }
    });
  }

  /* Before the clock hears it: in a hall the space bar and a presenter's remote step, not play. */
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) {
      return;
    }
    if (!isOn()) {
      if (event.key.toLowerCase() === "p") {
        enter();
      }
      return;
    }
    const onControl = event.target.closest && event.target.closest("button, a, summary, [role='radio']");
    if (event.key.toLowerCase() === "p") {
      leave();
    } else if (event.key === "Escape" && !document.querySelector("details.dropdown[open]")) {
      leave();
    } else if (!onControl && [...FORWARD, ...BACK].includes(event.key)) {
      event.preventDefault();
      event.stopPropagation();
      step(FORWARD.includes(event.key) ? 1 : -1);
    } else if (!QUIET.includes(event.key)) {
      wake();
    }
  }, true);

  window.corridorRoom = { figureOf: (plot) => originals.get(plot), isOn };
})();

/* Dash draws the map and the timeline once. From then on only our own wire does (35_scene.js): at
   every move of the camera Dash would put back the figure that the page came with. */
(function () {
  "use strict";

  const draw = window.Plotly.react;
  const drawn = new WeakSet();
  const ours = new WeakSet();

  window.Plotly.react = function (plot, figure, ...rest) {
    if (plot.closest && plot.closest("#map, #timeline")) {
      if (!drawn.has(plot)) {
        drawn.add(plot);
        ours.add(figure);
      }
      if (!ours.has(figure)) {
        return Promise.resolve(plot);
      }
    }
    return draw.call(this, plot, figure, ...rest);
  };

  window.corridorOnce = { own: (figure) => ours.add(figure) };
})();

/* A card prints as one page (65_brief.css); the page's policy allows no script inside the button. */
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) {
    window.print();
  }
});

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
