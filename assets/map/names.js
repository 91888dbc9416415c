/* Names on the map, placed in the order of the flows of this view: what matters most is named first
   and keeps its name; a name without room is left out from the least important end. The trace of
   names says in its `meta` the rank of each, and which units have no figures. */

import { inkOf } from "./ink.js";
import { knowNames } from "./pointing.js";
import { inUnit, takenBoxes, unitsAbout } from "./room.js";
import { screenOf } from "./screen.js";

const BOLD = { page: 6, phone: 4, room: 8 };
const ALWAYS = 15; // one of these counts more than all others
const ROUNDS = 4; // in which a name without room goes before the others
const CROWD = 60; // of so many some have no room in any order: the first keep theirs
const stepsUpTo = (most, by) => Array.from({ length: Math.round(most / by) + 1 }, (_, i) => i * by);
// Where a name is tried: up and down in pixels, aside in widths of the name.
const NEAR = { down: stepsUpTo(36, 6), aside: stepsUpTo(1, 0.1) };
const FAR = { down: stepsUpTo(60, 6), aside: stepsUpTo(1.6, 0.1) };
const SIGN_ONLY = { down: stepsUpTo(24, 6), aside: stepsUpTo(5, 0.5) };
const [NAME_OFF_PX, SIGN_OFF_PX] = [24, 6]; // so near to its unit it may stand in the sea or abroad
const STRUCK = 3; // pixels that a name goes to free one of its own of ink
const [OUTSIDE, FAR_OUTSIDE] = [20, 1000]; // and to lie in its unit, and not away from it
const TOUCH_PX = 3;
const ONE_SIDE = 3; // of nine spots of a name
const [SIGN_PX, SIGN_TIMES] = [10, 2]; // a sign at the end of a name: a line through it makes another of it
const LEADER_FROM_PX = 16; // off its place, a name outside of its unit has a line to it
const LEADER_GAP_PX = 5; // so that a line beside a plus is no minus
const NAMED_FROM = 2; // times the home scale: sites show their names

const traceGroup = (plot, uid) => [...plot.querySelectorAll(".scatterlayer .trace")]
  .find((group) => group.__data__[0].trace.uid === uid);

const edgesOf = ({ left, right, top, bottom }) => ({ left, right, top, bottom });

const middleOf = ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2];

const holdsSpot = ({ left, right, top, bottom }, [x, y]) => x > left && x < right && y > top && y < bottom;

const shifted = ({ left, right, top, bottom }, [x, y]) =>
  ({ left: left + x, right: right + x, top: top + y, bottom: bottom + y });

const piecesOf = ({ _polygons: polygons }) => (polygons ? polygons.length : 0);

const bothWays = (steps) => steps.flatMap((step) => (step ? [-step, step] : [0]));

/** Places to try for a box, the nearest first. */
function choicesFor(box, { down, aside }) {
  const width = box.right - box.left;
  return bothWays(down).flatMap((y) => bothWays(aside).map((share) => [share * width, y]))
    .map((shift) => ({ shift, off: Math.hypot(...shift), there: shifted(box, shift) }))
    .sort((a, b) => a.off - b.off);
}

const tried = { camera: "", choices: new Map() };

/** The same, kept while the camera stays: another view asks for the same places, and where a name
    would stand on the ground is known already. */
function choicesAt(camera, code, box, reach) {
  if (camera !== tried.camera) {
    Object.assign(tried, { camera, choices: new Map() });
  }
  const key = [code, reach.down.length, ...Object.values(edgesOf(box)).map((edge) => edge.toFixed(1))].join();
  if (!tried.choices.has(key)) {
    tried.choices.set(key, choicesFor(box, reach));
  }
  return tried.choices.get(key);
}

/** Texts of the names with their place in the order, first named first. */
function namesByRank(group) {
  const points = group.__data__;
  const { ranks, plain } = points[0].trace.meta;
  return [...group.querySelectorAll("text")]
    .map((text) => {
      const at = points.indexOf(text.__data__ || text.parentNode.__data__);
      return { text, at, rank: ranks[at], isPlain: plain.includes(at) };
    })
    .sort((a, b) => a.rank - b.rank);
}

/** Pixels that a name would rather go than stand where it does not lie in its own unit. It may touch
    its unit from the sea or from abroad, or stand near it with a line, its middle and most of it on no
    other unit with figures; one of a unit without figures covers none of them. */
function astray({ isPlain }, box, home, { unit, shapesAbout, toPlace, beside }) {
  const { left, right, top, bottom } = box;
  const [x, y] = middleOf(box);
  const middle = toPlace(x, y);
  const isIn = inUnit(unit, middle);
  if (isIn && !isPlain) {
    return 0;
  }
  const spotsAt = (edge) => [left - edge, x, right + edge].flatMap((across) =>
    [top - edge, y, bottom + edge].map((down) => toPlace(across, down)));
  const [east, south] = middleOf(home);
  const off = Math.hypot(Math.max(left - east, 0, east - right), Math.max(top - south, 0, south - bottom));
  const isWithin = (edge) => off <= edge || spotsAt(edge).some((spot) => inUnit(unit, spot));
  if (!isPlain && !isWithin(beside)) {
    return Infinity;
  }
  const isOnOther = (spot) => [...shapesAbout(spot)].some((shape) => shape !== unit && inUnit(shape, spot));
  if (isOnOther(middle)) {
    return Infinity;
  }
  const onOthers = spotsAt(0).filter(isOnOther).length;
  if (onOthers > (isPlain ? 0 : ONE_SIDE)) {
    return Infinity;
  }
  if (isIn) {
    return 0;
  }
  return !onOthers && isWithin(TOUCH_PX) ? OUTSIDE : FAR_OUTSIDE;
}

/** Place a name: the choice that costs least, or none. What it costs are the pixels it stands off its
    place, and those of its letters that ink runs through. Costs are kept with the choices. */
function placed(name, box, choices, { taken, frame, inkIn, ...ground }) {
  let [best, least] = [null, Infinity];
  for (const choice of choices) {
    const { off, there } = choice;
    if (off >= least) {
      break; // the nearest come first, and none behind costs less
    }
    const isOut = there.left < frame.left + 2 || there.right > frame.right - 2
      || there.top < frame.top || there.bottom > frame.bottom;
    if (isOut || taken.isHeld(there)) {
      continue;
    }
    if (choice.inkIn !== inkIn) {
      choice.inkIn = inkIn;
      const sign = { ...there, left: there.right - SIGN_PX };
      choice.struck = (STRUCK * (inkIn(there) + SIGN_TIMES * inkIn(sign))) / (there.bottom - there.top);
    }
    if (off + choice.struck >= least) {
      continue;
    }
    if (choice.astray === undefined) {
      choice.astray = astray(name, there, box, ground);
    }
    const cost = off + choice.struck + choice.astray;
    [best, least] = cost < least ? [choice.shift, cost] : [best, least];
  }
  return best;
}

/** What no name may cover: marks, the key, buttons, chips. */
function obstacles(plot) {
  const marks = [...plot.querySelectorAll(".geo .point")]
    .filter((mark) => mark.style.opacity !== "0");
  const over = document.querySelectorAll("#legend-box, .map-buttons button, #chips > *, #note, .leader-box, header, .clock-controls");
  const halves = [...plot.querySelectorAll(".choroplethlayer .trace")]
    .filter((group) => group.__data__[0].trace.uid === "halves-0")
    .flatMap((group) => [...group.querySelectorAll("path")]);
  return [...marks, ...over, ...halves].map((one) => one.getBoundingClientRect());
}

/** Names of sites and ends: with a chosen network or site, and from a zoom on. */
function nameSites(plot, zoom, taken) {
  for (const uid of ["sites-0", "sites-1", "networks-2"]) {
    const group = traceGroup(plot, uid);
    const { meta } = group ? group.__data__[0].trace : {};
    const isNamed = zoom >= NAMED_FROM || !meta || meta.named;
    const texts = group ? [...group.querySelectorAll("text")] : [];
    // All are measured before one is changed: each change would lay the page out again.
    const boxes = isNamed ? texts.map((text) => text.getBoundingClientRect()) : [];
    for (const [at, text] of texts.entries()) {
      const box = boxes[at];
      const isShown = isNamed && box.width > 0 && !taken.isHeld(box, -2);
      text.style.visibility = isShown ? "visible" : "hidden";
      if (isShown) {
        taken.hold(box);
      }
    }
  }
}

/** Show a text where it was placed, or hide it; its box there. */
function putName({ text }, box, shift, taken) {
  text.style.visibility = shift ? "visible" : "hidden";
  if (!shift) {
    return null;
  }
  text.style.translate = `${shift[0].toFixed(1)}px ${shift[1].toFixed(1)}px`;
  const there = shifted(box, shift);
  taken.hold(there);
  return there;
}

const wholeNames = new WeakMap(); // text that shows its sign only → its parts, and that sign
const SIGN = /[+−×?]$/;

/** Show only the sign of a name that has no room; none where it has no sign. */
function shortened(text) {
  const [sign] = text.textContent.match(SIGN) || [];
  if (sign) {
    wholeNames.set(text, { parts: [...text.childNodes], sign });
    text.textContent = sign;
  }
  return Boolean(sign);
}

/** Show a name whole again, unless plotly has written it anew. */
function restored(text) {
  const known = wholeNames.get(text);
  if (known && text.textContent === known.sign) {
    text.replaceChildren(...known.parts);
  }
  wholeNames.delete(text);
}

/** Places of the names in their order: name → shift, or null. */
function laidInTurn(listed, taken) {
  const held = taken.copied();
  return new Map(listed.map(({ name, box, own, reaches }) => {
    const shift = reaches.reduce((found, choices) =>
      found || placed(name, box, choices(), { ...own, taken: held }), null);
    if (shift) {
      held.hold(shifted(box, shift));
    }
    return [name, shift];
  }));
}

/** Places of all names. One that found no room goes before the others, as these can mostly move; what
    leaves the fewest without a name holds, one of the first counting more than all others. Of the
    units without figures all are named or none. */
function arranged(listed, taken) {
  const isLeftOut = (places) => ({ name }) => !places.get(name);
  const weight = ({ isPlain, rank }) => (rank < ALWAYS || isPlain ? listed.length : 1);
  const countLeft = (places) => listed.filter(isLeftOut(places))
    .reduce((sum, { name }) => sum + weight(name), 0);
  let order = listed;
  let best = laidInTurn(order, taken);
  let least = countLeft(best);
  const rounds = listed.length > CROWD ? 0 : ROUNDS;
  for (let round = 0, places = best; least && round < rounds; round += 1) {
    const isLate = isLeftOut(places);
    order = [...order.filter(isLate), ...order.filter((one) => !isLate(one))];
    places = laidInTurn(order, taken);
    const left = countLeft(places);
    [best, least] = left < least ? [places, left] : [best, least];
  }
  const plain = listed.map(({ name }) => name).filter(({ isPlain }) => isPlain);
  if (plain.some((name) => !best.get(name))) {
    plain.forEach((name) => best.set(name, null));
  }
  return best;
}

/** Line from a name to its place, in pixels of the screen; none where the name lies in its unit or at it. */
function leaderOfName({ box, own: { unit, toPlace } }, there) {
  const [x, y] = middleOf(box);
  const isNear = Math.hypot(x - middleOf(there)[0], y - middleOf(there)[1]) < LEADER_FROM_PX;
  if (isNear || inUnit(unit, toPlace(...middleOf(there)))) {
    return null;
  }
  const edge = [Math.min(Math.max(x, there.left), there.right), Math.min(Math.max(y, there.top), there.bottom)];
  const [right, down] = [x - edge[0], y - edge[1]];
  const gap = LEADER_GAP_PX / Math.hypot(right, down);
  if (!(gap < 1)) {
    return null; // the name lies at its place
  }
  return [[edge[0] + right * gap, edge[1] + down * gap], [x, y]];
}

/** Lines of names go with them, and while the map moves below them. */
export function dropLeaders(plot) {
  plot.querySelectorAll(".name-leader").forEach((line) => line.remove());
}

/** Draw the lines of the names below them. */
function drawLeaders(group, lines, toLocal) {
  const layer = group.parentNode;
  for (const line of lines) {
    const at = line.map(([x, y]) => new DOMPoint(x, y).matrixTransform(toLocal));
    const path = document.createElementNS(group.namespaceURI, "path");
    path.setAttribute("class", "name-leader");
    path.setAttribute("d", `M${at.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}`);
    layer.insertBefore(path, group);
  }
}

/** Place all names of a map; ``zoom`` is how many times the home scale it has. */
export function placeNames(plot, zoom) {
  const group = traceGroup(plot, "labels-0");
  dropLeaders(plot);
  const taken = takenBoxes(obstacles(plot));
  nameSites(plot, zoom, taken);
  if (!group) {
    return;
  }
  const names = namesByRank(group);
  const screen = screenOf(plot); // asked once: each answer after a change lays the page out
  const bold = BOLD[screen];
  for (const { text, rank } of names) {
    restored(text);
    text.classList.toggle("name-first", rank < bold);
    text.classList.toggle("name-hall", rank < bold && screen === "room");
    text.style.translate = "";
  }
  const frame = plot.getBoundingClientRect();
  const toLocal = group.parentNode.getScreenCTM().inverse();
  const boxes = new Map(names.map((name) => [name, name.text.getBoundingClientRect()]));
  const units = plot.calcdata.find(([{ trace }]) => trace.uid === "regions-0");
  const byPlace = new Map(units.map((unit) => [unit.loc, unit]));
  const { projection } = plot._fullLayout.geo._subplot;
  const codes = group.__data__[0].trace.customdata;
  const camera = [frame.left, frame.top, frame.width, frame.height, projection.scale(),
    ...projection.translate(), ...projection.rotate(), ...units.map(piecesOf)].join();
  const plain = new Set(names.filter((name) => name.isPlain).map(({ at }) => codes[at]));
  const ground = {
    taken,
    frame,
    inkIn: inkOf(plot, frame),
    beside: NAME_OFF_PX,
    shapesAbout: unitsAbout(units.filter((unit) => !plain.has(unit.loc))),
    toPlace: (x, y) => projection.invert([x - frame.left, y - frame.top]),
  };
  const onMap = names.map((name) => {
    const box = boxes.get(name);
    const isInside = box.width > 0 && holdsSpot(frame, middleOf(box));
    const code = `${codes[name.at]}${name.isPlain ? "-" : ""}`;
    const reaches = [NEAR, FAR].map((reach) => () => choicesAt(camera, code, box, reach));
    return { name, box, isInside, reaches, own: { ...ground, unit: byPlace.get(codes[name.at]) } };
  });
  const shifts = arranged(onMap.filter(({ isInside }) => isInside), taken);
  const put = onMap.map(({ name, box }) =>
    ({ code: codes[name.at], box: putName(name, box, shifts.get(name) || null, taken) }));
  const lines = onMap.map((one, i) => put[i].box && leaderOfName(one, put[i].box)).filter(Boolean);
  drawLeaders(group, lines, toLocal);
  const inFrame = ({ code, box }) => ({ code, box: shifted(box, [-frame.left, -frame.top]) });
  knowNames(put.filter(({ box }) => box).map(inFrame));
  const unnamed = onMap.filter(({ name, isInside }) => isInside && !shifts.get(name) && !name.isPlain);
  // Where a name has no room its sign still tells gain from loss.
  const signs = unnamed.filter((one) => shortened(one.name.text))
    .map((one) => ({ ...one, box: one.name.text.getBoundingClientRect() }));
  for (const { name, own, box } of signs) {
    putName(name, box, placed(name, box, choicesFor(box, SIGN_ONLY), { ...own, beside: SIGN_OFF_PX }), taken);
  }
}
