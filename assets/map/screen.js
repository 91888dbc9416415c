/* On what a map is looked at: in a hall, on a phone, or on a page. */

const PHONE_PX = 600; // width of the map itself

/** Whether the page is presented in a hall. */
export const isInRoom = () => document.documentElement.dataset.room === "on";

const HALL = 1.4; // times as large as on the page
const [USUAL_PX, LARGE_PX] = [16, 20]; // letters of the root
export const narrow = window.matchMedia("(max-width: 899px)");

const lettersPx = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

/** Whether the reader's own letters are so large that less has room. */
export const lettersAreLarge = () => lettersPx() > LARGE_PX;

/** How many times as large charts say their words in the hall; on a phone there is no room. */
export const chartScale = () => (narrow.matches ? 1 : HALL);

/** How many times as large the page itself stands: letters that the reader made large count. */
export const hallScale = () => Math.max(1, (chartScale() * USUAL_PX) / lettersPx());

/** Screen of a map: room, phone or page. */
export function screenOf({ clientWidth }) {
  if (isInRoom() && !narrow.matches) {
    return "room";
  }
  return clientWidth < PHONE_PX ? "phone" : "page";
}

/** Lend elements a height that the style sheet can not work out. Not to the page: a property of it
    would style everything in it anew. */
export function lendHeight(selector, name, height) {
  document.querySelectorAll(selector).forEach((one) => one.style.setProperty(name, `${height}px`));
}
