/* Markup that the server made, set at once. What is there already stays: it keeps the focus, what is
   unfolded, how far it is scrolled, and the figures drawn in it. */

/** The language the page came in: a browser that translates the page writes another one over it. */
export const spoken = (document.documentElement.lang || "en").split("-")[0];

/** An address of this server: it stands below the path that the operator chose. */
export const below = (path) => (document.documentElement.dataset.below || "") + path;

const lastFilled = new WeakMap(); // holder → its markup

const isSame = (a, b) => a && a.nodeName === b.nodeName && (a.id || "") === (b.id || "");

/** Attributes as in the markup; what a reader has unfolded stays so, a drawn figure keeps its class. */
function dress(element, wanted) {
  const isDrawn = element.hasAttribute("data-figure");
  const stays = (name) => name === "open" || (isDrawn && name === "class");
  for (const { name } of [...element.attributes]) {
    if (!wanted.hasAttribute(name) && !stays(name)) {
      element.removeAttribute(name);
    }
  }
  for (const { name, value } of wanted.attributes) {
    if (element.getAttribute(name) !== value && !(isDrawn && name === "class")) {
      element.setAttribute(name, value);
    }
  }
}

function become(node, wanted) {
  if (node.nodeType !== Node.ELEMENT_NODE) {
    if (node.data !== wanted.data) {
      node.data = wanted.data;
    }
    return;
  }
  // Of templates only the attributes are compared.
  if (node.isEqualNode(wanted) && !wanted.content && !wanted.querySelector("template")) {
    return;
  }
  dress(node, wanted);
  if (wanted.content) {
    becomeAll(node.content, wanted.content);
    return;
  }
  if (!node.hasAttribute("data-figure") && !node.hasAttribute("data-kept")) {
    becomeAll(node, wanted);
  }
}

/** Make the children of an element those of another, keeping what is alike. */
function becomeAll(element, wanted) {
  let next = element.firstChild;
  for (const child of [...wanted.childNodes]) {
    const known = child.id && [...element.children].find((one) => isSame(one, child));
    if (known && known !== next) {
      element.insertBefore(known, next);
      next = known;
    }
    if (isSame(next, child)) {
      become(next, child);
      next = next.nextSibling;
    } else {
      element.insertBefore(child, next);
    }
  }
  while (next) {
    const after = next.nextSibling;
    next.remove();
    next = after;
  }
}

/** Fill one element with markup, and tell so (`filled`). */
export function fill(holder, html) {
  if (lastFilled.get(holder) === html) {
    return;
  }
  lastFilled.set(holder, html);
  const wanted = document.createElement("template");
  wanted.innerHTML = html;
  becomeAll(holder, wanted.content);
  holder.dispatchEvent(new CustomEvent("filled", { bubbles: true }));
}

/** What the server says around the map, by the id of its element. */
export function say(said) {
  for (const [id, html] of Object.entries(said)) {
    fill(document.getElementById(id), html);
  }
  document.dispatchEvent(new CustomEvent("said-shown"));
}

/** Markup without figures, of controls and lists: each element that has some holds it as text until now. */
export function fillConstant(part = document) {
  part.querySelectorAll("[data-constant]").forEach((holder) =>
    fill(holder, holder.dataset.constant));
}

/** Markup that the page came with, of the view that it shows at first. */
export function fillStanding() {
  document.querySelectorAll("[data-still]").forEach((holder) => fill(holder, holder.dataset.still));
}
