/* Colours of the style sheet for what plotly or a pattern must be given as a value. */

const knownTokens = new Map();

/** Value of a variable of assets/tokens.css; none of them changes. */
export function token(name) {
  if (!knownTokens.has(name)) {
    const { documentElement: root } = document;
    knownTokens.set(name, window.getComputedStyle(root).getPropertyValue("--" + name).trim());
  }
  return knownTokens.get(name);
}
