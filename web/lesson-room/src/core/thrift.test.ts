import { expect, test } from "vitest";
import { anya, egor, PICTURE, vera } from "./cast";
import type { Quality } from "./people";
import { begin, insisted, look, type Saving, spared, type Thrift } from "./thrift";

/** What is spared after each second, from runs of [seconds, quality]. */
function watch(
  runs: [number, Quality][],
  from: Thrift = begin(0),
  start = 0,
): { thrift: Thrift; seen: Saving[] } {
  const seen: Saving[] = [];
  let [thrift, now] = [from, start];
  for (const [seconds, quality] of runs)
    for (let second = 0; second < seconds; second++, now += 1000) {
      thrift = look(thrift, quality, now);
      if (seen.at(-1) !== thrift.saving) seen.push(thrift.saving);
    }
  return { thrift, seen };
}

const rule: [string, [number, Quality][], Saving[]][] = [
  ["a good line", [[60, 3]], ["none"]],
  ["a fair line", [[60, 2]], ["none"]],
  [
    "a moment of weakness",
    [
      [3, 3],
      [8, 1],
      [60, 3],
    ],
    ["none"],
  ],
  [
    "a weak line",
    [
      [3, 3],
      [12, 1],
    ],
    ["none", "some"],
  ],
  [
    "a line that stays weak",
    [
      [3, 3],
      [30, 0],
    ],
    ["none", "some", "sound"],
  ],
  [
    "a line that mends",
    [
      [30, 1],
      [9, 3],
    ],
    ["none", "some", "sound"],
  ],
  [
    "a line that has mended",
    [
      [30, 1],
      [12, 3],
    ],
    ["none", "some", "sound", "none"],
  ],
];

test.each(rule)("%s", (_name, runs, expected) => {
  expect(watch(runs).seen).toEqual(expected);
});

test("each relapse makes the next try wait longer", () => {
  const again: [number, Quality][] = [
    [30, 1],
    [12, 3],
    [30, 1],
    [12, 3],
  ];
  expect(watch(again).seen).toEqual(["none", "some", "sound", "none", "some", "sound"]);
});

test("who wants to see is not overruled at once", () => {
  const { thrift } = watch([[40, 1]]);
  expect(watch([[60, 1]], insisted(thrift, 40_000), 40_000).seen).toEqual(["none"]);
});

test.each([
  ["none", ["s-anya", "s-vera", "s-egor"]],
  ["some", ["s-anya", "s-vera"]],
  ["sound", ["s-anya"]],
] as const)("sparing %s, the pictures are of %s", (saving, expected) => {
  const people = [{ ...anya, me: true }, vera, egor].map((person) => ({ ...person, camera: PICTURE }));
  const seen = spared(people, saving).filter(({ camera }) => camera);
  expect(seen.map(({ seat }) => seat)).toEqual(expected);
});
