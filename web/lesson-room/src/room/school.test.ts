import { afterEach, expect, test, vi } from "vitest";
import { PUPIL_PAGE, TEACHER_PAGE } from "./fake";
import { askPass, endForAll } from "./school";

afterEach(() => vi.unstubAllGlobals());

const media = { url: "ws://media.test", token: "second" };
const json = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status });
const html = (status: number): Response => new Response("<!doctype html>", { status });
const answering = (answer: () => Promise<Response>) => {
  const fetch = vi.fn<(url: string, init: RequestInit) => Promise<Response>>(answer);
  vi.stubGlobal("fetch", fetch);
  return fetch;
};

const UNREADABLE = { is: "answer", answer: { refusal: { why: "unreadable" } } };

test.each([
  ["a pass", async () => json(200, { media }), { is: "answer", answer: { media } }],
  [
    "a refusal",
    async () => json(403, { refusal: { why: "ended" } }),
    { is: "answer", answer: { refusal: { why: "ended" } } },
  ],
  ["no media server yet", async () => json(503, {}), { is: "no-answer", trouble: "media" }],
  ["a school that fails", async () => html(502), { is: "no-answer", trouble: "network" }],
  ["a school that is busy", async () => html(429), { is: "no-answer", trouble: "network" }],
  [
    "no line to the school",
    async () => Promise.reject(new TypeError("Failed to fetch")),
    { is: "no-answer", trouble: "network" },
  ],
  ["a sign-in page, because the session is over", async () => html(200), UNREADABLE],
  ["a page that refuses the form", async () => html(403), UNREADABLE],
  ["a lesson that is gone", async () => html(404), UNREADABLE],
])("%s", async (_name, answer, expected) => {
  answering(answer);
  expect(await askPass(PUPIL_PAGE)).toEqual(expected);
});

test("the question carries the token against forged forms", async () => {
  const fetch = answering(async () => json(200, { media }));
  await askPass(PUPIL_PAGE);
  const [url, init] = fetch.mock.calls[0] ?? [];
  expect([url, init?.method, init?.headers]).toEqual([
    "/lessons/1/pass",
    "POST",
    { "X-CSRFToken": "csrf-token", Accept: "application/json" },
  ]);
});

test.each([
  ["the school says so", async () => new Response(null, { status: 204 }), true],
  ["somebody else was quicker", async () => html(409), true],
  ["the school refuses", async () => html(403), false],
  ["there is no line", async () => Promise.reject(new TypeError("Failed to fetch")), false],
])("the lesson ends for all when %s", async (_name, answer, expected) => {
  answering(answer);
  expect(await endForAll(TEACHER_PAGE)).toBe(expected);
});

test("a pupil has nothing to end", async () => {
  const fetch = answering(async () => new Response(null, { status: 204 }));
  expect(await endForAll(PUPIL_PAGE)).toBe(false);
  expect(fetch).not.toHaveBeenCalled();
});
