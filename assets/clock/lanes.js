/* Lanes of the clock by keyboard: each is one stop of the tab key, arrows go from mark to mark, and
   where they stand is said. On the acts they choose; on the totals they show the words of a mark, and
   Enter goes where a click on it would. */

import { choose, valueOf } from "../address.js";
import { pick } from "../picks.js";

const LANE_STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };
const TOTALS = ["paper-0", "survey-0"]; // traces of layers/policy/totals.py

const timeline = () => document.getElementById("timeline");
const bare = (html) => html.replace(/<br>/g, " ").replace(/<[^>]*>/g, "");

/** Marks of the national totals, of one definition after the other. */
function totals() {
  const traces = timeline().data || [];
  return traces.flatMap((trace, curveNumber) => (TOTALS.includes(trace.uid)
    ? trace.hovertext.map((said, pointNumber) => ({
      said, curveNumber, pointNumber, leads: trace.customdata && trace.customdata[pointNumber],
    })) : []));
}

let reached = -1; // place of the total that the arrows stand on

function showTotal({ curveNumber, pointNumber }) {
  const { xaxis = "x", yaxis } = timeline().data[curveNumber];
  window.Plotly.Fx.hover(timeline(), [{ curveNumber, pointNumber }], xaxis + yaxis);
}

const LANES = {
  "acts-lane": {
    marks: () => [...document.querySelectorAll("#events [data-act] button")],
    at(marks) {
      const place = valueOf("place"); // reads the address
      return marks.findIndex((one) => one.dataset.value === place);
    },
    text: (mark) => mark.textContent,
    reach: (mark) => choose("place", mark.dataset.value),
  },
  "totals-lane": {
    marks: totals,
    at: () => reached,
    text: (mark) => bare(mark.said),
    reach(mark, at) {
      reached = at;
      showTotal(mark);
    },
    press: (mark) => mark.leads && pick("timeline", { points: [{ customdata: mark.leads }] }),
    leave: () => window.Plotly.Fx.unhover(timeline()),
  },
};

function sayLane(lane) {
  const { marks, at, text } = LANES[lane.id];
  const all = marks();
  const now = at(all);
  lane.setAttribute("aria-valuemax", String(all.length));
  lane.setAttribute("aria-valuenow", String(now + 1));
  lane.setAttribute("aria-valuetext", now < 0 ? lane.dataset.none : text(all[now]));
}

/** Whether a key was for a lane. */
export function pressLane(event) {
  const lane = LANES[event.target.id];
  if (!lane) {
    return false;
  }
  const marks = lane.marks();
  const now = lane.at(marks);
  const ends = { Home: 0, End: marks.length - 1 };
  const wanted = event.key in ends ? ends[event.key] : now + LANE_STEPS[event.key];
  if (event.key === "Enter" && lane.press && marks[now]) {
    lane.press(marks[now]);
  } else if (marks[wanted]) {
    event.preventDefault();
    lane.reach(marks[wanted], wanted);
    sayLane(event.target);
  }
  return true;
}

/** Say where the lanes stand, whenever it may be elsewhere. */
export function hearLanes() {
  const sayAll = () => Object.keys(LANES).map((id) => document.getElementById(id))
    .filter(Boolean).forEach(sayLane);
  document.addEventListener("said-shown", sayAll);
  document.addEventListener("focusin", ({ target }) => LANES[target.id] && sayLane(target));
  document.addEventListener("focusout", ({ target }) => {
    if (LANES[target.id] && LANES[target.id].leave) {
      LANES[target.id].leave();
    }
  });
}
