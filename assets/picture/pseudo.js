/* What styles write before and after an element has no place that a script can ask for. For the
   moment of a picture it stands there as an element, in the same style. */

const KINDS = ["::before", "::after"];

function wordsOfStyle(content, element) {
  if (content.startsWith("counter(")) {
    const item = element.closest("li");
    return item ? String([...item.parentElement.children].indexOf(item) + 1) : "";
  }
  return content === "none" ? "" : content.replace(/^"|"$/g, "").replace(/\\(.)/g, "$1");
}

function standIn(element, kind) {
  const style = getComputedStyle(element, kind);
  if (style.content === "none" || style.content === "normal" || style.display === "none") {
    return null;
  }
  const made = document.createElement("span");
  for (const name of style) {
    made.style.setProperty(name, style.getPropertyValue(name));
  }
  made.textContent = wordsOfStyle(style.content, element);
  return { element, kind, made };
}

/** Do something while an element's pseudo-elements are elements. */
export function withPseudo(root, act) {
  const found = [root, ...root.querySelectorAll("*:not(svg, svg *)")]
    .flatMap((element) => KINDS.map((kind) => standIn(element, kind)))
    .filter(Boolean);
  for (const { element, kind, made } of found) {
    element.setAttribute("data-stood-in", "");
    element[kind === "::before" ? "prepend" : "append"](made);
  }
  try {
    return act();
  } finally {
    for (const { element, made } of found) {
      element.removeAttribute("data-stood-in");
      made.remove();
    }
  }
}
