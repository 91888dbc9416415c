/* Talk with the addresses of drafts: a file with how much of it has gone, answers, and a word. */

import { spoken } from "../words.js";

const DRAFT = "/own/draft";

/** What the server refused with, in its own words; what else went wrong has none. */
export class RefusedError extends Error {}

const draftAddress = (path, values) => `${path}?${new URLSearchParams({ ...values, lang: spoken })}`;

function ownAnswer(status, text) {
  let answer = null;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new Error("no answer");
  }
  if (status >= 400) {
    throw new RefusedError(answer.error.message);
  }
  return answer;
}

/** Send one file; `tell(share)` hears how much of it has gone, `signal` ends it. */
export function sendOwnFile(file, values, tell, signal) {
  return new Promise((resolve, reject) => {
    const going = new XMLHttpRequest();
    going.open("POST", draftAddress(DRAFT, { ...values, name: file.name }));
    going.setRequestHeader("Content-Type", "application/octet-stream");
    going.setRequestHeader("Accept", "application/json");
    going.upload.onprogress = ({ loaded, total }) => tell(total ? loaded / total : 0);
    going.onerror = () => reject(new Error("no answer"));
    going.onabort = () => reject(signal.reason);
    going.onload = () => {
      try {
        resolve(ownAnswer(going.status, going.responseText));
      } catch (error) {
        reject(error);
      }
    };
    signal.addEventListener("abort", () => going.abort(), { once: true });
    going.send(file);
  });
}

async function postAnswers(path, draft, answers, signal) {
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  const body = JSON.stringify({ answers });
  const reply = await window.fetch(draftAddress(path, { draft }), { method: "POST", headers, body, signal });
  return ownAnswer(reply.status, await reply.text());
}

/** What is understood under some answers. */
export const takeDraft = (draft, answers, signal) => postAnswers(`${DRAFT}/take`, draft, answers, signal);

/** Make a world of a draft. */
export const buildDraft = (draft, answers, signal) => postAnswers(`${DRAFT}/use`, draft, answers, signal);

/** Which step of the building is done now. */
export async function draftStep(draft) {
  const reply = await window.fetch(draftAddress("/own/progress", { draft }));
  return ownAnswer(reply.status, await reply.text());
}
