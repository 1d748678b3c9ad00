import { expect, test } from "vitest";
import type { Message, RoomState } from "../contract";
import { anya, egor, vera } from "./cast";
import {
  accepted,
  merge,
  readAll,
  refused,
  returned,
  type Saying,
  said,
  type Talk,
  talkOf,
  unread,
  waits,
  whyNot,
} from "./talk";

const AT = "2026-11-25T07:41:00Z";
const message = (number: number, text: string, by = egor): Message => {
  const { seat, name, role } = by;
  return { number, seat, name, role, at: AT, text, mine: by === anya };
};
const state = (number: number, change: Partial<RoomState> = {}): RoomState => ({
  number,
  messages: [],
  more: false,
  hands: [],
  microphones: { closed: [] },
  removed: [],
  ...change,
});
const hand = (by = anya): RoomState["hands"][number] => ({ seat: by.seat, name: by.name, since: AT });
const saying = (key: string, text: string): Saying => ({ key, text, at: AT, waits: false });

const HELLO = message(3, "Привет");
const talk = (change: Partial<Talk> = {}): Talk => ({
  ...talkOf(state(4, { messages: [HELLO] })),
  ...change,
});
const learn = (before: Talk, after: RoomState, settled = false): Talk =>
  merge(before, after, anya.seat, settled);
const texts = ({ messages }: Talk): string[] => messages.map(({ text }) => text);
const keys = ({ outbox }: Talk): string[] => outbox.map(({ key }) => key);

test("what came after is added, what is known already is not doubled", () => {
  const after = learn(
    talk(),
    state(6, { messages: [HELLO, message(6, "Что задали?"), message(5, "Тихо", vera)] }),
  );
  expect(texts(after)).toEqual(["Привет", "Тихо", "Что задали?"]);
});

test("everything but messages is whole in each answer", () => {
  const before = talk({ hands: [hand(egor)], closed: [egor.seat], removed: [egor] });
  expect(learn(before, state(5))).toMatchObject({ number: 5, hands: [], closed: [], removed: [] });
});

test("an answer that was overtaken changes nothing", () => {
  const before = talk({ hands: [hand()] });
  expect(learn(before, state(3))).toBe(before);
});

test("where older ones were left out, the newest stand alone and it is said", () => {
  const after = learn(talk(), state(900, { messages: [message(900, "Последнее")], more: true }));
  expect([texts(after), after.more, learn(after, state(901)).more]).toEqual([["Последнее"], true, true]);
});

test("what I say stands in the outbox until the school has it", () => {
  const after = said(said(talk(), saying("a", "Раз")), saying("b", "Два"));
  expect(keys(waits(after, "a"))).toEqual(["a", "b"]);
  expect(waits(after, "a").outbox.map((each) => each.waits)).toEqual([true, false]);
  const taken = accepted(after, "a", message(5, "Раз", anya));
  expect([texts(taken), keys(taken), taken.number]).toEqual([["Привет", "Раз"], ["b"], 4]);
});

test("an answer that was lost on the way back is made good by the next state: nothing is shown twice", () => {
  const sent = said(talk(), saying("a", "Раз"));
  const seen = learn(sent, state(5, { messages: [message(5, "Раз", anya)] }));
  expect([texts(seen), keys(seen)]).toEqual([["Привет", "Раз"], []]);
  expect(texts(accepted(seen, "a", message(5, "Раз", anya)))).toEqual(["Привет", "Раз"]);
});

test("the same words twice are two messages", () => {
  const sent = said(said(talk(), saying("a", "Да")), saying("b", "Да"));
  const once = learn(sent, state(5, { messages: [message(5, "Да", anya)] }));
  expect([texts(once), keys(once)]).toEqual([["Привет", "Да"], ["b"]]);
  expect(keys(learn(once, state(5, { messages: [message(5, "Да", anya)] })))).toEqual(["b"]);
});

test("the same words of a classmate are not mine", () => {
  const sent = said(talk(), saying("a", "Да"));
  expect(keys(learn(sent, state(5, { messages: [message(5, "Да")] })))).toEqual(["a"]);
});

test("what is refused comes back with the reason, and nothing of it is lost", () => {
  const [first, second] = [saying("a", "Раз"), saying("b", "Два")];
  const sent = said(said(talk(), first), second);
  const once = refused(sent, first, "too-fast");
  expect([keys(once), once.back]).toEqual([["b"], { text: "Раз", why: "too-fast" }]);
  expect(refused(once, second, "too-fast").back?.text).toBe("Раз\nДва");
  expect([returned("Раз", ""), returned("Раз", "Три")]).toEqual(["Раз", "Раз\nТри"]);
});

const up = { hands: [hand()] };
const closed = { closed: [anya.seat] };
const given: [string, Talk, RoomState, boolean][] = [
  ["the teacher lowers the hand", talk(up), state(5), true],
  ["I lower the hand", talk({ ...up, wanted: false }), state(5), false],
  ["the microphone is given back", talk(closed), state(5), true],
  ["the microphone is closed", talk(), state(5, { microphones: closed }), false],
  ["the microphone is closed after the word", talk({ word: true }), state(5, { microphones: closed }), false],
  ["the hand goes up after the word", talk({ word: true }), state(5, up), false],
  ["somebody else's hand goes down", talk({ hands: [hand(egor)] }), state(5), false],
  ["the word stands", talk({ word: true }), state(5), true],
];

test.each(given)("%s: asked to speak?", (_name, before, after, expected) => {
  expect(learn(before, after).word).toBe(expected);
});

test("a hand that was up and down between two looks was given the word", () => {
  const after = learn(talk({ wanted: true }), state(6), true);
  expect([after.word, after.wanted]).toEqual([true, null]);
});

test("a wish stands until the school has it", () => {
  expect(learn(talk({ wanted: true }), state(5)).wanted).toBe(true);
  expect(learn(talk({ wanted: true }), state(5, up), true)).toMatchObject({ wanted: null, word: false });
});

test("mine and what was read are not unread", () => {
  const messages = [message(5, "Раз"), message(6, "Два", anya), message(7, "Три", vera)];
  const after = learn(talk(), state(7, { messages }));
  expect([unread(talk()), unread(after), unread(readAll(after))]).toEqual([0, 2, 0]);
  expect(readAll(readAll(after))).toEqual(readAll(after));
});

test.each([
  ["", "empty"],
  [" \n ", "empty"],
  ["Да", ""],
  ["я".repeat(1000), ""],
  [` ${"😀".repeat(1000)} `, ""],
  ["я".repeat(1001), "too-long"],
])("%j may not be said: %j", (text, expected) => {
  expect(whyNot(text)).toBe(expected);
});
