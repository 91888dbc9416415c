/* A server that has very many readers tells when to come back: then the page asks again by itself. */

export const LOST_TIMES = 2; // how often what got no reply is asked again
export const LOST_SECONDS = 0.4; // and how soon
const TIMES = 5;
const LONGEST_SECONDS = 30;
const BUSY = [429, 503];

/** Seconds after which a reply wants to be asked again; 0 when it does not. */
export function backIn(status, told) {
  const seconds = Number(told);
  return BUSY.includes(status) && seconds > 0 ? Math.min(seconds, LONGEST_SECONDS) : 0;
}

/** Wait, unless it is given up meanwhile. */
export function pause(seconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = window.setTimeout(resolve, seconds * 1000);
    if (signal) {
      signal.addEventListener("abort", () => {
        window.clearTimeout(timer);
        reject(signal.reason);
      }, { once: true });
    }
  });
}

/** Fetch, and come back when a busy server has told to: a few times, then its refusal stands. */
export async function patiently(ask, signal, times = TIMES) {
  const reply = await ask();
  const seconds = times ? backIn(reply.status, reply.headers.get("Retry-After")) : 0;
  if (!seconds) {
    return reply;
  }
  await pause(seconds, signal);
  return patiently(ask, signal, times - 1);
}
