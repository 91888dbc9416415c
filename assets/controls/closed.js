/* A closed list whose words are longer than its line says them on two: a field can not wrap, so what
   holds it says them over it (assets/controls.css). */

const CLOSED = ".mantine-Select-input";
const pen = document.createElement("canvas").getContext("2d");

function sayClosed(field) {
  const { font, paddingLeft, paddingRight } = getComputedStyle(field);
  const said = field.value || field.placeholder;
  const room = field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  pen.font = font;
  if (room > 0 && pen.measureText(said).width > room) {
    field.parentNode.dataset.said = said;
  } else {
    delete field.parentNode.dataset.said;
  }
}

const fields = (holder) => [...holder.querySelectorAll(CLOSED)];
const resizedFields = new ResizeObserver((all) => all.forEach(({ target }) => sayClosed(target)));
const watchFields = (holder) => fields(holder).forEach((one) => resizedFields.observe(one));

/** From now on, whatever a list says and however wide it is. */
export function sayClosedLists() {
  watchFields(document);
  document.addEventListener("controls-made", ({ target }) => watchFields(target));
  new MutationObserver((all) => all.map(({ target }) => target)
    .filter((one) => one.matches(CLOSED)).forEach(sayClosed))
    .observe(document.body, { subtree: true, attributes: true, attributeFilter: ["value"] });
}
