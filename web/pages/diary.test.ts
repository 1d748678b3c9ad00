// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const NOW = 1_795_500_000; // seconds
const options = vi.hoisted(() => ({ signal: (_room: string, _kind: string) => {} }));
vi.mock("../live/live", () => ({
  live: ({ onSignal }: { onSignal: (room: string, kind: string) => void }) => {
    options.signal = onSignal;
    return () => {};
  },
}));

const page = (rows: string, at = { now: NOW, changes: NOW + 600, midnight: NOW + 7200 }) => `
  <main id="main"><div data-live="head"><h1>Среда</h1></div>
  <section data-live="day" data-changes="${at.changes}"><ol>${rows}</ol></section>
  <p id="diary" data-room="diary:1" data-seen="3" data-now="${at.now}" data-midnight="${at.midnight}"></p></main>`;
const plain = '<li id="lesson-1" data-state="plain">Геометрия</li>';
const online =
  '<li id="lesson-1" data-state="online-later" data-say="Геометрия пройдёт онлайн.">Геометрия</li>';
const live = '<li class="les now" id="lesson-1"><a class="btn go" href="/lessons/1/">Онлайн-урок</a></li>';

let answer: string;
let asked: number;
let ok: boolean;
const state = () => document.getElementById("lesson-1")?.dataset["state"];

class Watcher {
  static seen: (visible: boolean) => void;
  constructor(act: (entries: { isIntersecting: boolean }[]) => void) {
    Watcher.seen = (isIntersecting) => act([{ isIntersecting }]);
  }
  observe() {}
  disconnect() {}
}

async function open(html: string): Promise<void> {
  document.body.innerHTML = html;
  vi.resetModules();
  await import("./diary");
}

beforeEach(() => {
  vi.useFakeTimers({ now: NOW * 1000 });
  vi.spyOn(performance, "getEntriesByType").mockReturnValue([]);
  asked = 0;
  ok = true;
  vi.stubGlobal("IntersectionObserver", Watcher);
  vi.stubGlobal("fetch", async () => {
    asked += 1;
    const response = new Response(answer, { status: ok ? 200 : 503 });
    Object.defineProperty(response, "url", { value: location.href });
    return response;
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a lesson that is put online appears without a reload, and is told", async () => {
  await open(page(plain));
  answer = page(online);
  await vi.advanceTimersByTimeAsync(30_000);
  expect([asked, state()]).toEqual([0, "plain"]);
  options.signal("diary:1", "diary");
  await vi.advanceTimersByTimeAsync(2000);
  expect([asked, state()]).toEqual([1, "online-later"]);
  expect(document.getElementById("diary")?.textContent).toBe("Геометрия пройдёт онлайн.");
});

test("another room's news changes nothing", async () => {
  await open(page(plain));
  options.signal("diary:2", "diary");
  await vi.advanceTimersByTimeAsync(2000);
  expect(asked).toBe(0);
});

test("after a bell the page is asked for once, within twenty seconds", async () => {
  await open(page(plain));
  answer = page(online, { now: NOW + 610, changes: NOW + 3000, midnight: NOW + 7200 });
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked).toBe(0);
  await vi.advanceTimersByTimeAsync(23_000);
  expect([asked, state()]).toEqual([1, "online-later"]);
});

test("at midnight the heading changes too", async () => {
  await open(page(plain, { now: NOW, changes: NOW + 60, midnight: NOW + 60 }));
  answer = page(plain, { now: NOW + 70, changes: NOW + 900, midnight: NOW + 86_460 }).replace(
    "Среда",
    "Четверг",
  );
  await vi.advanceTimersByTimeAsync(83_000);
  expect(document.querySelector("h1")?.textContent).toBe("Четверг");
});

test("without a line it asks again half a minute later", async () => {
  await open(page(plain));
  ok = false;
  answer = page(online);
  options.signal("diary:1", "diary");
  await vi.advanceTimersByTimeAsync(20_000);
  expect([asked, state()]).toEqual([1, "plain"]);
  ok = true;
  await vi.advanceTimersByTimeAsync(15_000);
  expect([asked, state()]).toEqual([2, "online-later"]);
});

test("the green bar stands in while the button is out of view", async () => {
  await open(page(live));
  const bar = document.querySelector<HTMLAnchorElement>("#main > .go-bar");
  expect([bar?.hidden, bar?.getAttribute("href")]).toEqual([true, "/lessons/1/"]);
  Watcher.seen(false);
  expect(bar?.hidden).toBe(false);
  Watcher.seen(true);
  expect(bar?.hidden).toBe(true);
});

test("who may not enter has no bar", async () => {
  await open(page(online));
  expect(document.querySelector(".go-bar")).toBeNull();
});
