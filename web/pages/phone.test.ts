// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const page = (body: string) =>
  `<main><ul data-live>${body}</ul><p data-live><a href="?to=anya">Аня</a></p></main>`;
const message = (code: string) =>
  `<button type="button" hidden data-copy="${code}" data-copied="Скопировано"><svg></svg>Скопировать</button>`;

const button = () => document.querySelector<HTMLButtonElement>("button");
let answer: string;

beforeEach(async () => {
  vi.useFakeTimers();
  answer = page(message("407112"));
  document.body.innerHTML = answer;
  vi.stubGlobal("fetch", async () => new Response(answer));
  vi.resetModules();
  await import("./phone");
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a new message comes by itself", async () => {
  answer = page(message("220915"));
  await vi.advanceTimersByTimeAsync(3000);
  expect(button()?.dataset["copy"]).toBe("220915");
  expect(button()?.hidden).toBe(false);
});

test("what has not changed stays in place", async () => {
  const before = button();
  await vi.advanceTimersByTimeAsync(9000);
  expect(button()).toBe(before);
});

test("the reader keeps their place when the list changes", async () => {
  document.querySelector("a")?.focus();
  answer = page(message("407112")).replace("Аня", "Аня, сейчас");
  await vi.advanceTimersByTimeAsync(3000);
  expect(document.activeElement?.textContent).toBe("Аня, сейчас");
});

test("a school that does not answer for a while changes nothing", async () => {
  vi.stubGlobal("fetch", async () => {
    throw new TypeError("no answer");
  });
  await vi.advanceTimersByTimeAsync(9000);
  expect(button()?.dataset["copy"]).toBe("407112");
});

test("a press copies the code and says so", async () => {
  const copied = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  button()?.click();
  await vi.advanceTimersByTimeAsync(0);
  expect(copied).toHaveBeenCalledWith("407112");
  expect(button()?.textContent).toBe("Скопировано");
  await vi.advanceTimersByTimeAsync(2000);
  expect(button()?.textContent).toBe("Скопировать");
});
