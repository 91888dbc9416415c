/* Colours of the style sheet for what plotly or a pattern must be given as a value. */

/** Value of a variable of assets/tokens.css. */
export const token = (name) =>
  window.getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
