// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";

let answer: () => Response;
const reload = vi.fn();
const refused = (why: string): Response => Response.json({ refusal: { why } }, { status: 403 });
const shown = (): string[] => [
  ...[...document.querySelectorAll("a:not([hidden])")].map(({ className }) => className),
  ...[...document.querySelectorAll("h1, [role=status]")].map(({ textContent }) => textContent ?? ""),
];

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  vi.stubGlobal("fetch", async () => answer());
  vi.spyOn(location, "reload").mockImplementation(reload);
  reload.mockReset();
  document.body.innerHTML = `<h1>Вас вывели</h1><p role="status" data-heading="Вас впустили" data-open="Можно вернуться">Подождите</p><a class="btn go wide" hidden>В урок</a><a class="btn wide" href="/">Дневник</a>`;
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
  expect([shown(), reload.mock.calls]).toEqual([["btn wide", "Вас вывели", "Подождите"], []]);
});

test("who is let in is told, and the way is open", async () => {
  answer = () => Response.json({});
  await vi.advanceTimersByTimeAsync(3_000);
  expect([shown(), reload.mock.calls]).toEqual([
    ["btn go wide", "btn wide text", "Вас впустили", "Можно вернуться"],
    [],
  ]);
});

test("who is signed out is not let in: the page asks them to sign in", async () => {
  answer = () => Object.defineProperty(new Response("<html>"), "redirected", { value: true });
  await vi.advanceTimersByTimeAsync(30_000);
  expect([shown(), reload.mock.calls]).toEqual([["btn wide", "Вас вывели", "Подождите"], [[]]]);
});

test("another reason has another page", async () => {
  answer = () => refused("ended");
  await vi.advanceTimersByTimeAsync(30_000);
  expect(reload).toHaveBeenCalledOnce();
});

test("the door is asked often in the first minute, then seldom, and no more once it is open", async () => {
  const asked = vi.fn(() => refused("removed-by-teacher"));
  answer = asked;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveBeenCalledTimes(20);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveBeenCalledTimes(26);
  answer = asked.mockImplementation(() => Response.json({}));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveBeenCalledTimes(27);
});
