// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const button = () => document.querySelector<HTMLButtonElement>("button");

async function open(navigator: object): Promise<void> {
  vi.stubGlobal("navigator", navigator);
  document.body.innerHTML =
    '<button type="button" hidden data-copy="secret" data-copied="Скопировано"><svg></svg>Скопировать</button>';
  vi.resetModules();
  await import("./copy");
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a press copies, and the button says so for a moment", async () => {
  const writeText = vi.fn().mockResolvedValue(undefined);
  await open({ clipboard: { writeText } });
  expect(button()?.hidden).toBe(false);
  button()?.click();
  await vi.advanceTimersByTimeAsync(0);
  expect(writeText).toHaveBeenCalledWith("secret");
  expect(button()?.textContent).toBe("Скопировано");
  await vi.advanceTimersByTimeAsync(2000);
  expect(button()?.textContent).toBe("Скопировать");
});

test("a browser that forbids it leaves the button as it is", async () => {
  await open({ clipboard: { writeText: vi.fn().mockRejectedValue(new Error("not allowed")) } });
  button()?.click();
  await vi.advanceTimersByTimeAsync(0);
  expect(button()?.textContent).toBe("Скопировать");
});

test("where nothing can be copied there is no button", async () => {
  await open({});
  expect(button()?.hidden).toBe(true);
});
