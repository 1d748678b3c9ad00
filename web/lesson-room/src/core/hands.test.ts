import { expect, test } from "vitest";
import { anya, egor } from "./cast";
import { ownHand, waited } from "./hands";
import { type Talk, talkOf } from "./talk";

const AT = "2026-11-25T07:41:00Z";
const raised = [egor, anya].map(({ seat, name }) => ({ seat, name, since: AT }));
const state = { number: 1, messages: [], more: false, microphones: { closed: [] }, removed: [] };

const rule: [string, Talk["hands"], boolean | null, { up: boolean; place: number | null }][] = [
  ["down", [], null, { up: false, place: null }],
  ["second in the queue", raised, null, { up: true, place: 2 }],
  ["on its way up", [], true, { up: true, place: null }],
  ["on its way down", raised, false, { up: false, place: null }],
];

test.each(rule)("%s", (_name, hands, wanted, expected) => {
  expect(ownHand({ ...talkOf({ ...state, hands }), wanted }, anya.seat)).toEqual(expected);
});

test.each([
  [-2, { is: "now" }],
  [9, { is: "now" }],
  [10, { is: "seconds", n: 10 }],
  [59, { is: "seconds", n: 50 }],
  [60, { is: "minutes", n: 1 }],
  [179, { is: "minutes", n: 2 }],
])("after %i s", (seconds, expected) => {
  expect(waited(AT, Date.parse(AT) + seconds * 1000)).toEqual(expected);
});
