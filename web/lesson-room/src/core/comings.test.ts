import { expect, test } from "vitest";
import { comings } from "./comings";

test.each([
  ["", "a b", { came: 2, left: 0 }],
  ["a b", "b c", { came: 1, left: 1 }],
  ["a", "a", { came: 0, left: 0 }],
])("from %j to %j", (before, after, expected) => {
  const seats = (text: string) => new Set(text.split(" ").filter(Boolean));
  expect(comings(seats(before), seats(after))).toEqual(expected);
});
