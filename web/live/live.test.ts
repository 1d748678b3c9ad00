// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { BEST_AGAIN, FALLS_AFTER, live, PATIENCE, POLL, RENEW_AGAIN, RENEWAL, SWEEP } from "./live";

const HUB = "ws://hub.test:8003";

class Socket {
  static all: Socket[] = [];
  onopen = () => {};
  onmessage = (_: { data: string }) => {};
  onclose = () => {};
  sent: unknown[] = [];
  open = true;

  constructor(readonly url: string) {
    Socket.all.push(this);
  }
  send(frame: string) {
    this.sent.push(JSON.parse(frame));
  }
  say(frame: object) {
    this.onmessage({ data: JSON.stringify(frame) });
  }
  close() {
    if (this.open) {
      this.open = false;
      this.onclose();
    }
  }
}

/** The school's server: what each address answers, and how often it was asked. */
let school: { status: number; heads: Record<string, number>; hub: boolean };
let asked: Record<string, number>;
let news: [string, string][];
let lines: boolean[];
let end: () => void;

async function fetched(url: string): Promise<Response> {
  asked[url] = (asked[url] ?? 0) + 1;
  if (url === "http://hub.test:8003/health") {
    if (!school.hub) throw new TypeError("no answer");
    return new Response("ok");
  }
  if (school.status === 0) throw new TypeError("no answer");
  const heads = school.heads;
  const answer = url === "/ticket" ? { t: `ticket ${asked[url]}`, url: HUB, heads } : heads;
  return new Response(JSON.stringify(answer), { status: school.status });
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const socket = () => Socket.all.at(-1) as Socket;

async function begin(known?: Record<string, number>) {
  const onSignal = (room: string, kind: string) => void news.push([room, kind]);
  const onLine = (up: boolean) => void lines.push(up);
  end = live({ ticket: "/ticket", heads: "/heads", onSignal, onLine, ...(known && { known }) });
  await pass(0);
}

async function up() {
  socket().onopen();
  socket().say({ ok: 1 });
  await pass(0);
}

/** The socket fails; return how long it took until another try, if there was one within 12 s. */
async function fail(): Promise<number> {
  const [before, count] = [Date.now(), Socket.all.length];
  socket().close();
  while (Socket.all.length === count && Date.now() - before < 12_000) await pass(50);
  return Date.now() - before;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  vi.stubGlobal("WebSocket", Socket);
  vi.stubGlobal("fetch", fetched);
  Socket.all = [];
  school = { status: 200, heads: { "class:7b": 3 }, hub: true };
  asked = {};
  news = [];
  lines = [];
});
afterEach(() => {
  end();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a signal reaches the page once", async () => {
  await begin();
  await up();
  expect(socket().sent).toEqual([{ t: "ticket 1" }]);
  socket().say({ room: "class:7b", seq: 4, k: "diary" });
  socket().say({ room: "class:7b", seq: 4, k: "diary" });
  socket().say({ room: "class:7b", seq: 3, k: "diary" });
  expect(news).toEqual([["class:7b", "diary"]]);
});

test("what happened between the page and the ticket is found", async () => {
  await begin({ "class:7b": 2 });
  expect(news).toEqual([["class:7b", ""]]);
});

test("what happened between the ticket and the hub's ok is found", async () => {
  await begin();
  school.heads = { "class:7b": 4 };
  await up();
  expect(news).toEqual([["class:7b", ""]]);
});

test("a lost signal is found by the next sweep", async () => {
  await begin();
  await up();
  school.heads = { "class:7b": 4 };
  await pass(SWEEP - 1);
  expect(news).toEqual([]);
  await pass(1);
  expect(news).toEqual([["class:7b", ""]]);
});

test("a page that is looked at again compares at once", async () => {
  await begin();
  await up();
  school.heads = { "class:7b": 4 };
  document.dispatchEvent(new Event("visibilitychange"));
  await pass(0);
  expect(news).toEqual([["class:7b", ""]]);
});

test("the ticket is renewed in time, and soon again when that fails", async () => {
  await begin();
  await up();
  await pass(RENEWAL);
  expect(socket().sent).toEqual([{ t: "ticket 1" }, { t: "ticket 2" }]);
  school.status = 503;
  await pass(RENEWAL);
  school.status = 200;
  await pass(RENEW_AGAIN);
  expect(socket().sent).toHaveLength(3);
  expect(Socket.all).toHaveLength(1);
});

test("after a break it comes back by itself and finds what it missed", async () => {
  await begin();
  await up();
  school.hub = false;
  socket().close();
  school.heads = { "class:7b": 9 };
  await pass(250); // half of the first pause
  expect(Socket.all).toHaveLength(2);
  await up();
  expect(news).toEqual([["class:7b", ""]]);
});

test("the token against forged forms goes with the ticket alone", async () => {
  const fetch = vi.fn(fetched);
  vi.stubGlobal("fetch", fetch);
  end = live({ ticket: "/ticket", heads: "/heads", csrf: "csrf-token", onSignal: () => {} });
  await pass(0);
  await up();
  const headers = (fetch.mock.calls as unknown as [string, RequestInit][]).map(([url, init]) => [
    url,
    init.headers,
  ]);
  expect(headers).toEqual([
    ["/ticket", { "X-CSRFToken": "csrf-token" }],
    ["/heads", {}],
  ]);
});

test("the page is told when signals arrive at once and when no longer", async () => {
  await begin();
  await fail();
  await up();
  await fail();
  expect(lines).toEqual([true, false]);
});

test("pauses grow, to twenty seconds and no more", async () => {
  await begin();
  school.hub = false;
  const pauses: number[] = [];
  for (let tries = 0; tries < 9; tries++) pauses.push(await fail());
  expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]);
});

test("a hub that is down is no reason to poll", async () => {
  await begin();
  school.hub = false;
  for (let tries = 0; tries < 5; tries++) await fail();
  expect(Socket.all).toHaveLength(6);
});

test("where the hub answers but no socket gets through, it polls, and tries again later", async () => {
  await begin();
  for (let tries = 0; tries < FALLS_AFTER; tries++) await fail();
  expect(Socket.all).toHaveLength(FALLS_AFTER);
  school.heads = { "class:7b": 4 };
  await pass(POLL);
  expect(news).toEqual([["class:7b", ""]]);
  await pass(BEST_AGAIN - 4 * POLL);
  expect(Socket.all).toHaveLength(FALLS_AFTER);
  while (Socket.all.length === FALLS_AFTER) await pass(POLL);
  await up();
  const polls = asked["/heads"] ?? 0;
  await pass(3 * POLL);
  expect(asked["/heads"]).toBeLessThanOrEqual(polls + 1); // a sweep
});

test("a page that nobody looks at does not poll", async () => {
  await begin();
  for (let tries = 0; tries < FALLS_AFTER; tries++) await fail();
  vi.spyOn(document, "hidden", "get").mockReturnValue(true);
  const polls = asked["/heads"] ?? 0;
  await pass(3 * POLL);
  expect(asked["/heads"]).toBe(polls);
});

test("a filter that lets the socket open and swallows its frames counts as a failure", async () => {
  await begin();
  socket().onopen();
  await pass(PATIENCE);
  expect(socket().open).toBe(false);
});

test("a server that is down is asked again", async () => {
  school.status = 0;
  await begin();
  expect(Socket.all).toHaveLength(0);
  school.status = 200;
  await pass(1000);
  expect(Socket.all).toHaveLength(1);
});

test("it ends for good when the person is signed out", async () => {
  await begin();
  await up();
  school.status = 401;
  await pass(RENEWAL);
  const before = { ...asked };
  await pass(2 * RENEWAL);
  expect(asked).toEqual(before);
  expect(socket().open).toBe(false);
});

test("it ends when the page says so", async () => {
  await begin();
  await up();
  end();
  const before = { ...asked };
  await pass(RENEWAL);
  expect([asked, Socket.all.length, vi.getTimerCount()]).toEqual([before, 1, 0]);
});
