/* The map in the browser: camera by buttons and keys, and what follows each drawing of it. */

import { spec } from "./address.js";
import { home } from "./frame.js";
import { cameraMoved, move } from "./map/camera.js";
import { watchPointing } from "./map/pointing.js";
import { dockKey, fillFolded, watchKey } from "./map/key.js";
import { dropLeaders, placeNames } from "./map/names.js";
import { outlineChosen } from "./map/outline.js";
import { hallScale, isInRoom } from "./map/screen.js";
import { floorFor } from "./map/widths.js";
import { keepDrawn } from "./map/redraw.js";

const ZOOM = 1.35;
const STEP = 0.18;
const MAIN_KEY = { dataset: { keyOf: "map" } }; // a key that names no map is that of the large one

/* A geo subplot looks in PlotlyGeoAssets.topojson for "<scope>_<resolution>m" before it asks plotly's
   vendor for that file. The map brings its own shapes, so empty layers are all it needs. */
const layers = ["coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits"];
const nothing = {
  type: "Topology",
  objects: Object.fromEntries(
    layers.map((layer) => [layer, { type: "GeometryCollection", geometries: [] }])),
  arcs: [],
};
const known = { topojson: { world_110m: nothing, world_50m: nothing } };
window.PlotlyGeoAssets = known;

/* Shapes are read while Dash makes the page, so that the map is drawn at once; plotly looks here for
   them too, and asks by itself for what has not come by then. */
for (const link of document.querySelectorAll('link[rel="preload"][as="fetch"]')) {
  const address = link.getAttribute("href");
  const keep = (shapes) => { known[address] = known[address] || shapes; };
  window.fetch(address).then((reply) => reply.ok && reply.json()).then(keep).catch(() => null);
}

/** Shapes that figures name, so that they are drawn at once. */
export async function readShapes(figures) {
  const named = JSON.stringify(figures).match(/(?<=")\/shapes\/[^"]+/g) || [];
  await Promise.all([...new Set(named)].filter((one) => !known[one]).map(async (one) => {
    const reply = await window.fetch(one);
    known[one] = await reply.json();
  }));
}

const isDrawn = (plot) => Boolean(plot && plot.layout && plot.layout.geo && plot.on);
const mapPlot = () => document.getElementById("map");

function camera() {
  const { projection, center } = mapPlot().layout.geo;
  return { scale: projection.scale, lon: center.lon, lat: center.lat };
}

const homeScale = () => home(mapPlot())["projection.scale"];

const moveTo = ({ scale, lon, lat }) =>
  move(mapPlot(), { "projection.scale": scale, "center.lon": lon, "center.lat": lat });

function pan(east, north) {
  const now = camera();
  const degrees = 40 * STEP * (homeScale() / now.scale);
  return moveTo({ scale: now.scale, lon: now.lon + east * degrees * 1.2, lat: now.lat + north * degrees });
}

function zoom(factor) {
  const now = camera();
  const [least, most] = spec().zooms.map((times) => times * homeScale());
  const scale = Math.min(most, Math.max(least, now.scale * factor));
  return moveTo({ scale, lon: now.lon, lat: now.lat });
}

const moves = {
  "zoom-in": () => zoom(ZOOM),
  "zoom-out": () => zoom(1 / ZOOM),
  home: () => move(mapPlot(), home(mapPlot())),
  left: () => pan(-1, 0),
  right: () => pan(1, 0),
  up: () => pan(0, 1),
  down: () => pan(0, -1),
};
const moveKeys = {
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
  if (button && isDrawn(mapPlot())) {
    moves[button.dataset.map]();
  }
});

document.addEventListener("keydown", (event) => {
  const frame = event.target.closest && event.target.closest("#map-frame");
  if (frame && isDrawn(mapPlot()) && moveKeys[event.key] && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    event.stopPropagation();
    moves[moveKeys[event.key]]();
  }
});

/** Sample widths of the key of a map, at its scale. */
export function scaleKey(plot) {
  const subplot = plot._fullLayout.geo && plot._fullLayout.geo._subplot;
  if (!subplot || !subplot.projection) {
    return;
  }
  const a = subplot.projection([105, 36]);
  const b = subplot.projection([105, 37]);
  if (!a || !b) {
    return;
  }
  const own = (one) => (one.closest("[data-key-of]") || MAIN_KEY).dataset.keyOf === plot.id;
  const samples = (named) => [...document.querySelectorAll(named)].filter(own);
  const perMetre = Math.hypot(a[0] - b[0], a[1] - b[1]) / 111000 / (isInRoom() ? hallScale() : 1);
  const draw = (sample, metres, least) => {
    sample.style.setProperty("--shaft", `${Math.max(least, metres * perMetre).toFixed(2)}px`);
  };
  samples("[data-metres]").forEach((one) => draw(one, one.dataset.metres, 1));
  const floor = floorFor(plot);
  samples("[data-floor]").forEach((one) => draw(one, floor.metres, 0));
  for (const label of samples("[data-floor-words]")) {
    label.textContent = "≤" + floor.words;
  }
}

let due = false;
let isPainted = false;

/** Measure once before the next frame, however much has changed until then. */
export function tidy() {
  if (due || !isDrawn(mapPlot())) {
    return;
  }
  due = true;
  window.requestAnimationFrame(() => {
    due = false;
    const plot = mapPlot();
    const zoom = camera().scale / homeScale();
    fillFolded();
    scaleKey(plot);
    dockKey(plot, Math.abs(zoom - 1) < 1e-6);
    outlineChosen(plot); // what it says in the hall is under no name
    placeNames(plot, zoom);
    if (isPainted) {
      isPainted = false;
      document.dispatchEvent(new CustomEvent("map-painted"));
    }
  });
}

/** After plotly has drawn the map. */
export function tidyPainted() {
  isPainted = true;
  tidy();
}

/** Once, when the map is first drawn. */
export function watchMap(plot) {
  watchPointing(plot);
  keepDrawn(plot);
  plot.on("plotly_relayouting", () => {
    scaleKey(plot);
    dropLeaders(plot);
  });
  plot.on("plotly_relayout", () => cameraMoved(plot));
  watchKey(tidy);
}
