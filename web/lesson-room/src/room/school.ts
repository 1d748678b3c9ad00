/** The two questions that the room asks of the school. */

import type { LessonPage, PassAnswer } from "../contract";
import type { LinkEvent } from "../core/link";

const LIMIT = 8000; // ms

type Asking = Pick<LessonPage, "links" | "csrf">;

/** An answer that is no pass answer (signed out, lesson gone) sends the person to the lesson's page. */
const UNREADABLE: PassAnswer = { refusal: { why: "unreadable" } };

export async function askPass(page: Asking): Promise<LinkEvent> {
  let response: Response;
  try {
    response = await post(page.links.pass, page.csrf);
  } catch {
    return { is: "no-answer", trouble: "network" };
  }
  if (response.status === 503) return { is: "no-answer", trouble: "media" };
  if (response.status >= 500 || response.status === 429) return { is: "no-answer", trouble: "network" };
  return { is: "answer", answer: (await response.json().catch(() => UNREADABLE)) as PassAnswer };
}

/** True when the lesson has ended for all, now or a moment ago by somebody else (409). */
export async function endForAll(page: Asking): Promise<boolean> {
  if (!page.links.end) return false;
  try {
    const { ok, status } = await post(page.links.end, page.csrf);
    return ok || status === 409;
  } catch {
    return false;
  }
}

function post(url: string, csrf: string): Promise<Response> {
  const headers = { "X-CSRFToken": csrf, Accept: "application/json" };
  return fetch(url, { method: "POST", headers, signal: AbortSignal.timeout(LIMIT) });
}
