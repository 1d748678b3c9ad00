import { describe, expect, test } from "vitest";
import type { Media, PassAnswer } from "../contract";
import { begin, type Link, type LinkEvent, next, shown } from "./link";

const PASS: Media = { url: "ws://media.test", token: "first" };
const NEW_PASS: Media = { url: "ws://media.test", token: "second" };
const fresh = { been: false, tries: 0, trouble: null };
const been = { been: true, tries: 0, trouble: null };

const connect: Link = { at: "connect", media: PASS, ...fresh };
const inside: Link = { at: "inside", ...been };
const wobbling: Link = { at: "hold", lost: false, ...been };
const lost: Link = { at: "hold", lost: true, ...been };
const asking: Link = { at: "ask", ...been };
const resting: Link = { at: "rest", delay: 250, ...been, tries: 1 };

const answer = (value: PassAnswer): LinkEvent => ({ is: "answer", answer: value });
const refusal = (why: string): LinkEvent => answer({ refusal: { why } });
const dropped = (why: "ended" | "removed" | "elsewhere" | null): LinkEvent => ({ is: "dropped", why });

const door = (why: string | null): LinkEvent => ({ is: "door", why });
const removed: Link = { at: "out", why: "removed", ...been };
const letIn: Link = { at: "out", why: "let-in", ...been };

const rule: [string, Link, LinkEvent, Link][] = [
  ["a connect succeeds", connect, { is: "connected" }, inside],
  [
    "an old pass is changed at once",
    connect,
    { is: "not-connected", stale: true },
    { at: "ask", ...fresh, tries: 1 },
  ],
  [
    "a second old pass waits",
    { ...connect, tries: 1 },
    { is: "not-connected", stale: true },
    { at: "rest", delay: 500, been: false, tries: 2, trouble: "media" },
  ],
  [
    "a silent media server is asked again later",
    connect,
    { is: "not-connected", stale: false },
    { at: "rest", delay: 250, been: false, tries: 1, trouble: "media" },
  ],
  ["a rest ends in a question", resting, { is: "rested" }, { ...asking, tries: 1 }],
  ["a pass is used", asking, answer({ media: NEW_PASS }), { at: "connect", media: NEW_PASS, ...been }],
  ["no pass yet", asking, { is: "no-answer", trouble: "media" }, { ...resting, trouble: "media" }],
  ["no school", asking, { is: "no-answer", trouble: "network" }, { ...resting, trouble: "network" }],

  ["a wobble is held", inside, { is: "wobble", lost: false }, wobbling],
  ["a wobble gets worse", wobbling, { is: "wobble", lost: true }, lost],
  ["a wobble mends", wobbling, { is: "back" }, inside],
  ["a lost line mends", lost, { is: "back" }, inside],
  ["patience ends", lost, { is: "patience-over" }, asking],
  ["the line mends while we ask", asking, { is: "back" }, inside],
  ["the line mends while we rest", resting, { is: "back" }, inside],

  ["a drop without a reason", inside, dropped(null), resting],
  ["a drop while held", lost, dropped(null), resting],
  ["the room is deleted: the school knows why", inside, dropped("ended"), asking],
  ["sent out: the school knows whether for good", lost, dropped("removed"), asking],
  ["sent out while we rest", resting, dropped("removed"), { ...asking, tries: 1 }],
  ["the same seat elsewhere", inside, dropped("elsewhere"), { at: "out", why: "elsewhere", ...been }],
  ["refused: ended", asking, refusal("ended"), { at: "out", why: "ended", ...been }],
  ["refused: removed", asking, refusal("removed-by-teacher"), { at: "out", why: "removed", ...been }],
  ["refused: anything else", asking, refusal("not-in-class"), { at: "out", why: "refused", ...been }],
  ["the school says ended", asking, door("ended"), { at: "out", why: "ended", ...been }],
  ["the school says removed", inside, door("removed-by-teacher"), removed],
  ["the school takes the lesson back", connect, door("not-online"), { at: "out", why: "refused", ...fresh }],
  ["let in again", removed, door(null), letIn],
  ["and removed again", letIn, door("removed-by-teacher"), removed],
  ["ended while removed", removed, door("ended"), { at: "out", why: "ended", ...been }],
  ["coming back", letIn, { is: "return" }, { at: "ask", ...fresh }],
  ["leaving", inside, { is: "left" }, { at: "out", why: "left", ...been }],
  ["leaving before being in", connect, { is: "left" }, { at: "out", why: "left", ...fresh }],
];

test.each(rule)("%s", (_name, link, event, expected) => {
  expect(next(link, event, 0)).toEqual(expected);
});

const nothing: [string, Link, LinkEvent][] = [
  ["hanging up before a new connect", connect, dropped(null)],
  ["a drop while we ask", asking, dropped(null)],
  ["sent out while we ask", asking, dropped("removed")],
  ["the room is deleted while we ask", asking, dropped("ended")],
  ["inside is no news", inside, door(null)],
  ["removed is no news to who is removed", removed, door("removed-by-teacher")],
  ["let in is no news to who is let in", letIn, door(null)],
  ["what the media server says of who is removed", removed, dropped("ended")],
  ["a return of who is inside", inside, { is: "return" }],
  ["a drop while we rest", resting, dropped(null)],
  ["the library mends what we hung up", connect, { is: "back" }],
  ["a wobble on the way in", connect, { is: "wobble", lost: true }],
  ["a lost line wobbles a little", lost, { is: "wobble", lost: false }],
  ["a late pass", inside, answer({ media: NEW_PASS })],
  ["a late refusal", inside, refusal("ended")],
  ["a late failure to ask", inside, { is: "no-answer", trouble: "network" }],
  ["the browser is online while inside", inside, { is: "rested" }],
  ["patience ends after the line is back", inside, { is: "patience-over" }],
];

test.each(nothing)("%s changes nothing", (_name, link, event) => {
  expect(next(link, event, 0)).toBe(link);
});

test("out is final", () => {
  const out: Link = { at: "out", why: "ended", ...been };
  const events: LinkEvent[] = [
    { is: "connected" },
    { is: "rested" },
    dropped("removed"),
    { is: "left" },
    door(null),
  ];
  for (const event of events) expect(next(out, event, 0)).toBe(out);
});

test("a page with a pass connects, one without waits for the media server", () => {
  expect(begin(PASS, 0)).toEqual(connect);
  expect(begin(null, 0)).toEqual({ at: "rest", delay: 250, been: false, tries: 1, trouble: "media" });
});

describe("rests", () => {
  const delays = (link: Link, chance: number): number[] => {
    const found = [];
    for (let asked: Link = link; found.length < 7; ) {
      const rest = next(asked, { is: "no-answer", trouble: "media" }, chance);
      if (rest.at !== "rest") throw new Error("no rest");
      found.push(rest.delay);
      asked = next(rest, { is: "rested" }, chance);
    }
    return found;
  };

  test("grow to three seconds for who was inside, so that ten seconds hold several tries", () => {
    expect(delays(asking, 0.999999)).toEqual([500, 1000, 2000, 3000, 3000, 3000, 3000]);
  });

  test("grow to eight seconds for who waits outside", () => {
    expect(delays({ at: "ask", ...fresh }, 0.999999)).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
  });

  test("differ by up to half between classmates", () => {
    expect(delays(asking, 0)).toEqual([250, 500, 1000, 1500, 1500, 1500, 1500]);
  });
});

const said: [Link, string][] = [
  [connect, "entering"],
  [{ at: "ask", ...fresh, tries: 1 }, "entering"],
  [{ at: "rest", delay: 1, ...fresh, trouble: "media" }, "waiting"],
  [{ at: "ask", ...fresh, trouble: "network" }, "offline"],
  [inside, "inside"],
  [wobbling, "inside"],
  [lost, "reconnecting"],
  [asking, "reconnecting"],
  [resting, "reconnecting"],
  [{ ...connect, been: true }, "reconnecting"],
  [{ at: "out", why: "removed", ...been }, "removed"],
];

test.each(said)("%o is shown as %s", (link, expected) => {
  expect(shown(link)).toBe(expected);
});
