// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const PAGE = `
  <p id="wait">Ждать осталось <b id="left">12 минут</b>.</p>
  <div id="door" data-now="2026-11-25T07:08:00+00:00" data-opens="2026-11-25T07:20:00+00:00">
    <button disabled>Откроется в 10:20</button><a href="/lessons/1/" hidden>Онлайн-урок</a>
  </div>
  <p role="status" data-open="Дверь открыта."><span id="by-itself" hidden>Сама.</span></p>`;

const find = (selector: string) => document.querySelector<HTMLElement>(selector);

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.parse("2030-01-01T00:00:00Z") }); // the device's own clock is wrong
  document.documentElement.lang = "ru";
  document.body.innerHTML = PAGE;
  vi.resetModules();
  await import("./lesson-door");
});
afterEach(() => vi.useRealTimers());

test("the wait is counted by the school's clock", () => {
  expect(find("#by-itself")?.hidden).toBe(false);
  vi.advanceTimersByTime(60_000);
  expect(find("#left")?.textContent).toBe("11 минут");
  expect(find("#door a")?.hidden).toBe(true);
});

test("the button opens by itself, not a second early, and says so", () => {
  vi.advanceTimersByTime(12 * 60_000 - 1000);
  expect(find("#door button")).not.toBeNull();
  vi.advanceTimersByTime(1000);
  expect(find("#door button")).toBeNull();
  expect(find("#door a")?.hidden).toBe(false);
  expect(find("#wait")).toBeNull();
  expect(find("[role=status]")?.textContent).toBe("Дверь открыта.");
});
