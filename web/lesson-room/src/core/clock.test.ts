import { expect, test } from "vitest";
import { bell, schoolClock, wallClock } from "./clock";

test("the school's clock goes on from the page, whatever the browser's says", () => {
  let counter = 1_000_000;
  const clock = schoolClock("2026-11-25T07:30:00Z", () => counter);
  counter += 90_000;
  expect(new Date(clock()).toISOString()).toBe("2026-11-25T07:31:30.000Z");
});

const STARTS = Date.parse("2026-11-25T07:30:00Z");
const ENDS = Date.parse("2026-11-25T08:15:00Z");

const rule: [string, string, number][] = [
  ["07:29:59", "to-start", 1],
  ["07:20:00", "to-start", 10],
  ["07:30:00", "to-end", 45],
  ["07:30:01", "to-end", 45],
  ["08:14:59", "to-end", 1],
  ["08:15:00", "over", 0],
  ["08:16:59", "over", 1],
];

test.each(rule)("at %s: %s, %i min", (time, is, minutes) => {
  expect(bell(Date.parse(`2026-11-25T${time}Z`), STARTS, ENDS)).toEqual({ is, minutes });
});

test.each([
  ["2026-11-25T07:41:59Z", "10:30–11:15", "10:41"],
  ["2026-11-25T06:05:00Z", "10:30–11:15", "9:05"],
  ["2026-11-25T21:10:00Z", "10:30–11:15", "0:10"],
  ["2026-11-25T07:30:00Z", "22:30–23:15", "22:30"],
  ["2026-11-25T09:30:00Z", "23:30–0:15", "1:30"],
  ["2026-11-25T06:00:00Z", "0:30–1:15", "23:00"],
])("at %s, where the lesson is held at %s, the wall clock shows %s", (moment, hours, expected) => {
  expect(wallClock("2026-11-25T07:30:00Z", hours)(moment)).toBe(expected);
});
