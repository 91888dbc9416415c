/* What is said of scenes: the messages and limits that the panel came with (layers/scenes/words.py). */

export const scenesPanel = () => document.getElementById("scenes");

const readWords = new Map(); // name of an attribute → what it holds

function sceneWords(name) {
  if (!readWords.has(name)) {
    readWords.set(name, JSON.parse(scenesPanel().dataset[name]));
  }
  return readWords.get(name);
}

export const sceneLimits = () => sceneWords("limits");

const withPlaces = (text, values) =>
  text.replace(/\{(\w+)\}/g, (place, key) => (Object.hasOwn(values, key) ? values[key] : place));

/** A message with its places filled. */
export const sceneSaid = (key, values = {}) => withPlaces(sceneWords("said")[key], values);

/** Why something is refused and what to do; the limits have a place in it. */
export const sceneWrong = (key, values = {}) =>
  withPlaces(sceneWords("wrong")[key], { ...sceneLimits(), ...values });
