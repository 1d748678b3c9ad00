/** What the room asks of the school and tells it. */

import type { LessonPage, Message, PassAnswer, RoomState } from "../contract";
import type { LinkEvent } from "../core/link";

const LIMIT = 8000; // ms

type Asking = Pick<LessonPage, "links" | "csrf">;

/** "refused" is final for this try; after "no-answer" the same may be sent again. */
export type Told<Answer> =
  | { is: "done"; answer: Answer }
  | { is: "refused"; why: string }
  | { is: "no-answer" };

/** An answer that is none (signed out, lesson gone) sends the person to the lesson's page. */
const UNREADABLE = "unreadable";

export async function askPass(page: Asking): Promise<LinkEvent> {
  let response: Response;
  try {
    response = await post(page.links.pass, page.csrf);
  } catch {
    return { is: "no-answer", trouble: "network" };
  }
  if (response.status === 503) return { is: "no-answer", trouble: "media" };
  if (isBusy(response)) return { is: "no-answer", trouble: "network" };
  const unreadable: PassAnswer = { refusal: { why: UNREADABLE } };
  return { is: "answer", answer: (await response.json().catch(() => unreadable)) as PassAnswer };
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

export function askState(page: Asking, after: number): Promise<Told<RoomState>> {
  const url = `${page.links.state}?after=${after}`;
  const headers = { Accept: "application/json" };
  return told(() => fetch(url, { headers, cache: "no-store", signal: AbortSignal.timeout(LIMIT) }));
}

export function sendSaying(page: Asking, saying: { key: string; text: string }): Promise<Told<Message>> {
  return told(() => post(page.links.say, page.csrf, { key: saying.key, text: saying.text }));
}

export type Deed = "hand" | "microphone" | "remove" | "let_in";

export function tell(page: Asking, deed: Deed, body: object): Promise<Told<undefined>> {
  const url = page.links[deed];
  return url ? told(() => post(url, page.csrf, body)) : Promise.resolve({ is: "refused", why: "no-link" });
}

async function told<Answer>(send: () => Promise<Response>): Promise<Told<Answer>> {
  try {
    const response = await send();
    if (isBusy(response)) return { is: "no-answer" };
    if (response.status === 204) return { is: "done", answer: undefined as Answer };
    return response.ok ? { is: "done", answer: await response.json() } : await refusal(response);
  } catch (error) {
    return error instanceof SyntaxError ? { is: "refused", why: UNREADABLE } : { is: "no-answer" };
  }
}

async function refusal(response: Response): Promise<{ is: "refused"; why: string }> {
  const body = await response.json();
  return { is: "refused", why: body?.refusal?.why ?? UNREADABLE };
}

function isBusy({ status }: Response): boolean {
  return status >= 500 || status === 429;
}

function post(url: string, csrf: string, body?: object): Promise<Response> {
  const headers = { "X-CSRFToken": csrf, Accept: "application/json" };
  const signal = AbortSignal.timeout(LIMIT);
  if (!body) return fetch(url, { method: "POST", headers, signal });
  const json = { ...headers, "Content-Type": "application/json" };
  return fetch(url, { method: "POST", headers: json, body: JSON.stringify(body), signal });
}
