// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";

let answer: () => Response;
const reload = vi.fn();
const refused = (why: string): Response => Response.json({ refusal: { why } }, { status: 403 });
const shown = (): string[] => [
  ...[...document.querySelectorAll("a:not([hidden])")].map(({ className }) => className),
  document.querySelector("[role=status]")?.textContent ?? "",
];

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  vi.stubGlobal("fetch", async () => answer());
  vi.spyOn(location, "reload").mockImplementation(reload);
  reload.mockReset();
  document.body.innerHTML = `<p role="status" data-open="Можно вернуться">Подождите</p><a class="btn go wide" hidden>В урок</a><a class="btn wide" href="/">Дневник</a>`;
  await import("./removed");
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each([
  ["still out", () => refused("removed-by-teacher")],
  ["a school that does not answer", () => new Response("", { status: 502 })],
  ["no line", () => Promise.reject(new TypeError()) as never],
])("%s changes nothing", async (_name, given) => {
  answer = given;
  await vi.advanceTimersByTimeAsync(30_000);
  expect([shown(), reload.mock.calls]).toEqual([["btn wide", "Подождите"], []]);
});

test("who is let in is told, and the way is open", async () => {
  answer = () => Response.json({});
  await vi.advanceTimersByTimeAsync(10_000);
  expect([shown(), reload.mock.calls]).toEqual([["btn go wide", "btn wide text", "Можно вернуться"], []]);
});

test("who is signed out is not let in: the page asks them to sign in", async () => {
  answer = () => Object.defineProperty(new Response("<html>"), "redirected", { value: true });
  await vi.advanceTimersByTimeAsync(30_000);
  expect([shown(), reload.mock.calls]).toEqual([["btn wide", "Подождите"], [[]]]);
});

test("another reason has another page", async () => {
  answer = () => refused("ended");
  await vi.advanceTimersByTimeAsync(30_000);
  expect(reload).toHaveBeenCalledOnce();
});
