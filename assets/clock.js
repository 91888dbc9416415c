/* The clock: step, play, keys. Play goes on only after the last interval is painted, then ends. */

import { choose, spec, valueOf } from "./address.js";
import { hearLanes, pressLane } from "./clock/lanes.js";
import { thinClock } from "./clock/thin.js";
import { isEmbedded } from "./embed/alone.js";
import { isInRoom } from "./map/screen.js";

const PAUSE = 1400;
const ROLES = ["application", "combobox", "grid", "listbox", "menu", "region", "slider", "tab", "treegrid"];
const OF_ARROWS = ["input", "textarea", "select", "[contenteditable]",
  ...ROLES.map((role) => `[role='${role}']`)].join();
let playing = false;

function step(by, replace) {
  const periods = spec().periods;
  const at = periods.indexOf(valueOf("period")) + by;
  if (at < 0 || at >= periods.length) {
    return false;
  }
  choose("period", periods[at], replace);
  return true;
}

function showPlaying() {
  const button = document.getElementById("play");
  button.setAttribute("aria-pressed", String(playing));
  button.textContent = playing ? button.dataset.stop : button.dataset.play;
}

function stop() {
  playing = false;
  showPlaying();
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

/** Play or stop; whoever wants no motion goes one step on. */
function toggle() {
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
    step(1);
    return;
  }
  if (playing) {
    stop();
    return;
  }
  const periods = spec().periods;
  playing = true;
  showPlaying();
  if (valueOf("period") === periods[periods.length - 1]) {
    document.addEventListener("map-painted", () => window.setTimeout(next, PAUSE), { once: true });
    choose("period", periods[0], true);
    return;
  }
  next();
}

/** Stop when a reader turns to something else: what they chose is not to change under them. */
function yieldTo(event) {
  const near = (where) => event.target.closest && event.target.closest(where);
  const chooses = event.type === "pointerdown" || event.key === "Enter" || near("input, textarea");
  if (playing && chooses && !near("#play")) {
    stop();
  }
}

/** Whether arrows are the clock's: in it, where nothing has the focus, and in the hall. */
const isForClock = (target) => isInRoom() || target === document.body || Boolean(target.closest("#clock"));

/** Space plays and arrows step wherever the key has no other meaning: a button that has just been
    pressed hears space, and no arrows. */
function pressClock(event) {
  const meant = event.key === " " ? `${OF_ARROWS}, button, a, summary` : OF_ARROWS;
  const isOther = event.key !== " " && !isForClock(event.target);
  const busy = isOther || (event.target.closest && event.target.closest(meant));
  if (event.defaultPrevented || busy || event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }
  if (event.key === " ") {
    event.preventDefault();
    toggle();
  } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
    step(event.key === "ArrowLeft" ? -1 : 1);
  }
}

/** Hear the buttons of the clock, and its keys. */
export function hearClock() {
  for (const kind of ["pointerdown", "keydown"]) {
    document.addEventListener(kind, yieldTo, true);
  }
  document.addEventListener("visibilitychange", () => { if (document.hidden) { stop(); } });
  hearLanes();
  window.addEventListener("resize", thinClock);
  if (!isEmbedded()) { // there, keys without a control are those of the page around
    document.addEventListener("keydown", (event) => pressLane(event) || pressClock(event));
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
}
