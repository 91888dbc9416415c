/* The lists of the panel: one row a scene, made from a template and filled with text alone. A row that
   stays keeps its focus, its open note, and what is being written in it. */

import { isSeenNow } from "./seen.js";
import { scenesPanel } from "./words.js";

const cloneOf = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

function newRow(scene, isLinked) {
  const row = cloneOf("scene-row");
  row.dataset.scene = scene.id;
  const title = row.querySelector(".scene-title");
  title.id = `scene-title-${scene.id}`;
  if (isLinked) {
    row.querySelector(".scene-acts").remove();
    row.draggable = false;
  }
  row.querySelectorAll("button, summary").forEach((one) => one.setAttribute("aria-describedby", title.id));
  return row;
}

function fillRow(row, { title, note, query }, at, count) {
  const link = row.querySelector(".scene-title");
  link.textContent = title;
  link.href = `?${query}`;
  if (isSeenNow(query)) {
    link.setAttribute("aria-current", "true");
  } else {
    link.removeAttribute("aria-current");
  }
  row.querySelector(".scene-note").hidden = !note;
  row.querySelector(".scene-note p").textContent = note;
  for (const [act, isOff] of [["up", at === 0], ["down", at === count - 1]]) {
    const button = row.querySelector(`[data-scene-act="${act}"]`);
    if (button) {
      button.disabled = isOff;
    }
  }
}

/** Fill a list with scenes, in their order. */
export function fillRows(holder, list, isLinked = false) {
  const known = new Map([...holder.children].map((row) => [row.dataset.scene, row]));
  const focused = document.activeElement;
  list.forEach((scene, at) => {
    const row = known.get(scene.id) || newRow(scene, isLinked);
    known.delete(scene.id);
    if (holder.children[at] !== row) {
      holder.insertBefore(row, holder.children[at] || null);
    }
    fillRow(row, scene, at, list.length);
  });
  known.forEach((row) => row.remove());
  if (focused !== document.activeElement && focused.isConnected) {
    focused.focus({ preventScroll: true });
  }
}

/** The row of a scene of the browser. */
export const rowOf = (id) => [...document.querySelectorAll("#scene-list > li")].find((row) => row.dataset.scene === id);

/** Focus a button of a row, or the other way where it can not be pressed. */
export function focusAct(id, act) {
  const row = rowOf(id);
  const other = { up: "down", down: "up" }[act];
  const button = row && row.querySelector(`[data-scene-act="${act}"]`);
  const isOff = button && button.disabled;
  const wanted = isOff ? row.querySelector(`[data-scene-act="${other}"]`) : button;
  (wanted || scenesPanel().querySelector("[data-scene-act='undo']")).focus();
}

/** Write title and note in a row, in the place of what it says. */
export function editRow(id, { title, note }) {
  const row = rowOf(id);
  const form = cloneOf("scene-form");
  form.elements.title.value = title;
  form.elements.note.value = note;
  row.draggable = false; // a drag in a field chooses its text
  row.toggleAttribute("data-edited", true);
  row.append(form);
  form.elements.title.focus();
  form.elements.title.select();
}

/** Take the form out of a row. */
export function closeRow(row) {
  row.querySelector("form").remove();
  row.removeAttribute("data-edited");
  row.draggable = true;
  row.querySelector("[data-scene-act='edit']").focus();
}
