import { expect, test } from "vitest";
import { anya, egor, nika, vera } from "./cast";
import { type News, news } from "./news";
import type { Person } from "./people";
import { type Talk, talkOf } from "./talk";

const state = { number: 1, messages: [], more: false, microphones: { closed: [] }, removed: [], hands: [] };
const up = (...people: Person[]): Talk["hands"] =>
  people.map(({ seat, name }) => ({ seat, name, since: "2026-11-25T07:41:00Z" }));
const talk = (change: Partial<Talk> = {}): Talk => ({ ...talkOf(state), ...change });

const rule: [string, Person, Talk, Talk, News[]][] = [
  ["nothing", vera, talk({ hands: up(egor) }), talk({ hands: up(egor) }), []],
  [
    "two hands go up, a teacher hears both",
    vera,
    talk({ hands: up(egor) }),
    talk({ hands: up(egor, anya, nika) }),
    [
      { is: "hand", name: anya.name },
      { is: "hand", name: nika.name },
    ],
  ],
  ["a hand goes down", vera, talk({ hands: up(egor) }), talk(), []],
  ["a classmate's hand", anya, talk(), talk({ hands: up(egor) }), []],
  ["the own hand is up", anya, talk(), talk({ hands: up(egor, anya) }), [{ is: "up", place: 2 }]],
  [
    "it becomes the first",
    anya,
    talk({ hands: up(egor, anya) }),
    talk({ hands: up(anya) }),
    [{ is: "first" }],
  ],
  ["it moves on", anya, talk({ hands: up(egor, nika, anya) }), talk({ hands: up(nika, anya) }), []],
  ["it is down", anya, talk({ hands: up(anya) }), talk(), [{ is: "down" }]],
  ["the word is given", anya, talk({ hands: up(anya) }), talk({ word: true }), [{ is: "word" }]],
  ["the microphone is closed", anya, talk(), talk({ closed: [anya.seat] }), [{ is: "closed" }]],
  ["a classmate's is closed", vera, talk(), talk({ closed: [anya.seat] }), []],
];

test.each(rule)("%s", (_name, me, before, after, expected) => {
  expect(news(before, after, me)).toEqual(expected);
});
