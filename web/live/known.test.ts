import { expect, test } from "vitest";
import { Known } from "./known";

test("without a page's own heads the first answer is where we stand", () => {
  const known = new Known();
  expect(known.learn({ "class:7b": 4, school: 0 })).toEqual([]);
  expect(known.learn({ "class:7b": 5, school: 0 })).toEqual(["class:7b"]);
  expect(known.learn({ "class:7b": 5, school: 0 })).toEqual([]);
});

test("what has happened since the page was made is news", () => {
  expect(new Known({ "class:7b": 4 }).learn({ "class:7b": 5 })).toEqual(["class:7b"]);
});

test("a room that is new to us is news once something has happened in it", () => {
  const known = new Known({});
  expect(known.learn({ "class:7b": 0 })).toEqual([]);
  expect(known.learn({ "class:7b": 1 })).toEqual(["class:7b"]);
});

test("an event is heard once, and an older answer changes nothing", () => {
  const known = new Known({ "class:7b": 4 });
  expect([known.hear("class:7b", 6), known.hear("class:7b", 6), known.hear("class:7b", 5)]).toEqual([
    true,
    false,
    false,
  ]);
  expect(known.learn({ "class:7b": 5 })).toEqual([]);
});
