/* On what a map is looked at: in a hall, on a phone, or on a page. */

const PHONE_PX = 600; // width of the map itself

/** Whether the page is presented in a hall. */
export const isInRoom = () => document.documentElement.dataset.room === "on";

/** Screen of a map: room, phone or page. */
export function screenOf({ clientWidth }) {
  if (isInRoom()) {
    return "room";
  }
  return clientWidth < PHONE_PX ? "phone" : "page";
}
