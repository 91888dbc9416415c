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
