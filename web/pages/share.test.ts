// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const button = () => document.querySelector<HTMLButtonElement>("button");

async function open(navigator: object): Promise<void> {
  vi.stubGlobal("navigator", navigator);
  document.body.innerHTML =
    '<button type="button" hidden data-share="+7 199 111-11-11" data-copied="Скопировано"><svg></svg>Отправить</button>';
  vi.resetModules();
  await import("./share");
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a press opens the device's own way to share", async () => {
  const share = vi.fn(async () => {});
  await open({ share, clipboard: {} });
  expect(button()?.hidden).toBe(false);
  button()?.click();
  expect(share).toHaveBeenCalledWith({ text: "+7 199 111-11-11" });
});

test("closing it again changes nothing", async () => {
  const share = vi.fn(async () => {
    throw new DOMException("closed", "AbortError");
  });
  await open({ share });
  button()?.click();
  await vi.advanceTimersByTimeAsync(0);
  expect(button()?.textContent).toBe("Отправить");
});

test("without one the contact is copied, and the button says so", async () => {
  const writeText = vi.fn(async () => {});
  await open({ clipboard: { writeText } });
  button()?.click();
  button()?.click();
  await vi.advanceTimersByTimeAsync(0);
  expect(writeText).toHaveBeenCalledWith("+7 199 111-11-11");
  expect(button()?.textContent).toBe("Скопировано");
  await vi.advanceTimersByTimeAsync(2000);
  expect(button()?.textContent).toBe("Отправить");
});

test("a browser that can do neither shows no button", async () => {
  await open({});
  expect(button()?.hidden).toBe(true);
});
