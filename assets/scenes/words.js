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

const withoutStop = (title) => title.replace(/[.。]$/, "");

/** A message with its places filled; a title that is a sentence goes on in it. */
export const sceneSaid = (key, { title, ...values } = {}) =>
  withPlaces(sceneWords("said")[key], title === undefined ? values : { ...values, title: withoutStop(title) });

/** Why something is refused and what to do; the limits have a place in it. */
export const sceneWrong = (key, values = {}) =>
  withPlaces(sceneWords("wrong")[key], { ...sceneLimits(), ...values });
