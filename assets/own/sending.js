/* Talk with the addresses of drafts: a file with how much of it has gone, answers, and a word. */

import { patiently } from "../wire/patience.js";
import { below, spoken } from "../words.js";

const DRAFT = "/own/draft";

/** What the server refused with, in its own words; what else went wrong has none. */
export class RefusedError extends Error {}

const draftAddress = (path, values) => `${below(path)}?${new URLSearchParams({ ...values, lang: spoken })}`;

async function ownAnswer(reply) {
  const answer = await reply.json().catch(() => {
    throw new Error("no answer");
  });
  if (!reply.ok) {
    throw new RefusedError(answer.error.message);
  }
  return answer;
}

/** Send one file; `tell(share)` hears how much of it has gone, `signal` ends it. */
export async function sendOwnFile(file, values, tell, signal) {
  return ownAnswer(await patiently(() => sendOnce(file, values, tell, signal), signal));
}

/** The reply as a fetch would give it, which tells no progress of what it sends. */
function sendOnce(file, values, tell, signal) {
  return new Promise((resolve, reject) => {
    const going = new XMLHttpRequest();
    going.open("POST", draftAddress(DRAFT, { ...values, name: file.name }));
    going.setRequestHeader("Content-Type", "application/octet-stream");
    going.setRequestHeader("Accept", "application/json");
    going.upload.onprogress = ({ loaded, total }) => tell(total ? loaded / total : 0);
    going.onerror = () => reject(new Error("no answer"));
    going.onabort = () => reject(signal.reason);
    going.onload = () => {
      const back = going.getResponseHeader("Retry-After");
      const headers = back ? { "Retry-After": back } : {};
      resolve(new Response(going.responseText, { status: going.status, headers }));
    };
    signal.addEventListener("abort", () => going.abort(), { once: true });
    going.send(file);
  });
}

async function postAnswers(path, draft, answers, signal) {
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  const body = JSON.stringify({ answers });
  const asked = draftAddress(path, { draft });
  const ask = () => window.fetch(asked, { method: "POST", headers, body, signal });
  return ownAnswer(await patiently(ask, signal));
}

/** What is understood under some answers. */
export const takeDraft = (draft, answers, signal) => postAnswers(`${DRAFT}/take`, draft, answers, signal);

/** Make a world of a draft. */
export const buildDraft = (draft, answers, signal) => postAnswers(`${DRAFT}/use`, draft, answers, signal);

/** Which step of the building is done now. */
export async function draftStep(draft) {
  return ownAnswer(await window.fetch(draftAddress("/own/progress", { draft })));
}
