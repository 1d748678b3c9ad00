// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LessonPage, Message, RoomState } from "../contract";
import { anya } from "../core/cast";
import { PUPIL_PAGE, TEACHER_PAGE } from "./fake";
import { POLL, Talking } from "./talking";

const live = vi.hoisted(() => ({
  onSignal: () => {},
  onLine: (_up: boolean) => {},
  ended: vi.fn(),
}));

vi.mock("../../../live/live", () => ({
  live: (options: { onSignal: () => void; onLine: (up: boolean) => void }) => {
    Object.assign(live, options);
    return live.ended;
  },
}));

/** What the school answers at each address: a body, a refusal, or nothing at all. */
let school: Record<string, () => Response>;
let asked: [string, unknown][];
let doors: (string | null)[];

const { state: STATE, say: SAY, hand: HAND } = PUPIL_PAGE.links as Record<string, string>;
const state = (number: number, change: Partial<RoomState> = {}): Response =>
  Response.json({ ...PUPIL_PAGE.state, number, ...change });
const message = (number: number, text: string): Message => {
  const { seat, name, role } = anya;
  return { number, seat, name, role, at: PUPIL_PAGE.now, text, mine: true };
};
const refusal = (why: string): Response => Response.json({ refusal: { why } }, { status: 403 });
const silence = (): Response => {
  throw new TypeError("Failed to fetch");
};
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const to = (address = ""): unknown[] => asked.filter(([url]) => url === address).map(([, body]) => body);

async function fetched(url: string, init: RequestInit): Promise<Response> {
  const address = url.replace(/\?.*/, "");
  asked.push([address, init.body ? JSON.parse(String(init.body)) : url.replace(/.*after=/, "")]);
  return (school[address] ?? silence)();
}

function begin(page: LessonPage = PUPIL_PAGE): Talking {
  const talking = new Talking(page);
  talking.onDoor = (why) => void doors.push(why);
  return talking;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", fetched);
  sessionStorage.clear();
  [school, asked, doors] = [{}, [], []];
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("after a signal it asks for what came after the last number, and one question holds several", async () => {
  school[STATE as string] = () => state(6, { messages: [message(6, "Да")] });
  const talking = begin();
  live.onSignal();
  live.onSignal();
  live.onSignal();
  await settled();
  expect(to(STATE)).toEqual(["4", "6"]);
  expect(talking.snapshot().messages.map(({ text }) => text)).toEqual(["Да"]);
});

test("where no signal gets through it asks every ten seconds", async () => {
  school[STATE as string] = () => state(4);
  begin();
  await vi.advanceTimersByTimeAsync(2 * POLL);
  expect(to(STATE)).toHaveLength(2);
  live.onLine(true);
  await vi.advanceTimersByTimeAsync(3 * POLL);
  expect(to(STATE)).toHaveLength(2);
});

test("a message goes again under its key until the school has it", async () => {
  const talking = begin();
  talking.say(" Да ");
  await vi.advanceTimersByTimeAsync(3000);
  expect(talking.snapshot().outbox).toMatchObject([{ text: "Да", waits: true }]);
  school[SAY as string] = () => Response.json(message(5, "Да"));
  await vi.advanceTimersByTimeAsync(8000);
  const keys = to(SAY).map((body) => (body as { key: string }).key);
  expect([keys.length > 2, new Set(keys).size]).toEqual([true, 1]);
  expect(keys[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect([talking.snapshot().outbox, talking.snapshot().messages.length]).toEqual([[], 1]);
});

test("the line that is back sends at once", async () => {
  const talking = begin();
  talking.say("Да");
  await vi.advanceTimersByTimeAsync(8000);
  school[SAY as string] = () => Response.json(message(5, "Да"));
  live.onLine(true);
  await settled();
  expect(talking.snapshot().outbox).toEqual([]);
});

test("a reload loses nothing: the same key goes again, in the order said", async () => {
  const before = begin();
  before.say("Раз");
  before.say("Два");
  await settled();
  const key = (to(SAY)[0] as { key: string }).key;
  asked = [];
  let number = 5;
  school[SAY as string] = () => Response.json(message(number++, "принято"));
  begin();
  await settled();
  expect(to(SAY)).toMatchObject([{ key, text: "Раз" }, { text: "Два" }]);
});

test("a refused text comes back, the next one goes on", async () => {
  const answers = [refusal("too-fast"), Response.json(message(5, "Два"))];
  school[SAY as string] = () => answers.shift() ?? silence();
  const talking = begin();
  talking.say("Раз");
  talking.say("Два");
  await settled();
  expect(talking.snapshot()).toMatchObject({ outbox: [], back: { text: "Раз", why: "too-fast" } });
});

test("the last wish about the hand is the one that counts", async () => {
  school[HAND as string] = () => new Response(null, { status: 204 });
  school[STATE as string] = () => state(5);
  const talking = begin();
  talking.raise(true);
  talking.raise(false);
  talking.raise(true);
  expect(talking.snapshot().wanted).toBe(true);
  await settled();
  expect(to(HAND)).toEqual([{ up: true }]);
});

test("a hand that moves too fast is told when it may be", async () => {
  const answers = [refusal("too-fast"), new Response(null, { status: 204 })];
  school[HAND as string] = () => answers.shift() as Response;
  school[STATE as string] = () => state(5);
  const talking = begin();
  talking.raise(true);
  await settled();
  expect([to(HAND), talking.snapshot().wanted, doors]).toEqual([[{ up: true }], true, []]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(to(HAND)).toEqual([{ up: true }, { up: true }]);
});

test("a hand raised without a line is kept and told when it is back", async () => {
  const { seat, name } = anya;
  const talking = begin();
  talking.raise(true);
  await vi.advanceTimersByTimeAsync(2000);
  expect(talking.snapshot().wanted).toBe(true);
  school[HAND as string] = () => new Response(null, { status: 204 });
  school[STATE as string] = () => state(5, { hands: [{ seat, name, since: PUPIL_PAGE.now }] });
  live.onLine(true);
  await settled();
  expect(talking.snapshot()).toMatchObject({ wanted: null, word: false, hands: [{ seat }] });
});

test("a teacher's deed is told once, and asked after", async () => {
  const { remove } = TEACHER_PAGE.links;
  school[remove as string] = () => new Response(null, { status: 204 });
  school[STATE as string] = () => state(5, { removed: [{ seat: anya.seat, name: anya.name }] });
  const talking = begin(TEACHER_PAGE);
  expect(await talking.act("remove", { seat: anya.seat })).toBe(true);
  expect([to(remove as string), talking.snapshot().removed.length]).toEqual([[{ seat: anya.seat }], 1]);
  school[remove as string] = silence;
  expect(await talking.act("remove", { seat: anya.seat })).toBe(false);
  expect(doors).toEqual([]);
});

test.each([
  ["removed-by-teacher", refusal("removed-by-teacher")],
  ["not-online", refusal("not-online")],
  ["unreadable", new Response("<!doctype html>")],
])("the door says %s", async (why, answer) => {
  school[STATE as string] = () => answer;
  begin();
  live.onSignal();
  await settled();
  expect(doors).toEqual([why]);
});

test("who was turned away is asked about until they are let in, and what waited goes then", async () => {
  school[STATE as string] = () => refusal("removed-by-teacher");
  school[SAY as string] = () => refusal("removed-by-teacher");
  const talking = begin();
  live.onLine(true);
  talking.turnedAway();
  talking.say("Да");
  await vi.advanceTimersByTimeAsync(POLL);
  expect(new Set(doors)).toEqual(new Set(["removed-by-teacher"]));
  school[STATE as string] = () => state(5);
  school[SAY as string] = () => Response.json(message(6, "Да"));
  await vi.advanceTimersByTimeAsync(POLL);
  expect([doors.at(-1), talking.snapshot().outbox]).toEqual([null, []]);
});

test("an answer from before the removal does not let in", async () => {
  let arrive = (_: Response): void => {};
  const late = new Promise<Response>((resolve) => {
    arrive = resolve;
  });
  vi.stubGlobal("fetch", vi.fn(fetched).mockReturnValueOnce(late));
  school[STATE as string] = () => refusal("removed-by-teacher");
  const talking = begin();
  live.onSignal();
  talking.turnedAway();
  arrive(state(5));
  await settled();
  expect(doors).toEqual(["removed-by-teacher"]);
});

test("after the lesson it asks no more", async () => {
  const talking = begin();
  talking.stop();
  await vi.advanceTimersByTimeAsync(5 * POLL);
  expect([asked, live.ended.mock.calls.length]).toEqual([[], 1]);
});
