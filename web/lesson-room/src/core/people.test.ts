import { expect, test } from "vitest";
import type { Seat } from "../contract";
import { anya, egor, nika, vera } from "./cast";
import { folded, type Group, initials, type Known, type Person, roster, tint } from "./people";

test.each([
  ["Аня Ковалёва", "АК"],
  ["  вера   андреевна ", "ВА"],
  ["Ника", "Н"],
  ["Александрина Константинопольская-Заболотная Марковна", "АК"],
  ["", ""],
])("the initials of %j are %j", (name, expected) => {
  expect(initials(name)).toBe(expected);
});

test("a name has the colour that the diary gives it", () => {
  // python: [zlib.crc32(name.encode()) % 5 + 1 for name in names]
  expect(["Аня Ковалёва", "Егор Данилов", "Вера Андреевна"].map(tint)).toEqual([1, 5, 3]);
});

const expected: Seat[] = [anya, egor, nika].map(({ seat, name }) => ({ seat, name }));
const nobody = new Set<string>();
const outline = (people: Person[], sinceStart: number, known: Partial<Known> = {}): string[] =>
  roster(people, { expected, removed: [], seen: nobody, ...known }, sinceStart).map(
    ({ is, rows }) => `${is}: ${rows.map(({ seat, dropped }) => seat + (dropped ? "!" : "")).join(" ")}`,
  );

test.each([
  [-1, ["here: s-vera s-anya", "awaited: s-egor s-nika"]],
  [0, ["late: s-egor s-nika", "here: s-vera s-anya"]],
  [14.9, ["late: s-egor s-nika", "here: s-vera s-anya"]],
  [15, ["here: s-vera s-anya", "absent: s-egor s-nika"]],
])("the class list %d min after the start", (sinceStart, expected) => {
  expect(outline([anya, vera], sinceStart)).toEqual(expected);
});

test("the class list follows the journal's order, teachers first, guests last by name", () => {
  const guest = { ...egor, seat: "s-zoya", name: "Зоя" };
  const other = { ...egor, seat: "s-boris", name: "Борис" };
  expect(outline([guest, nika, other, anya, vera, egor], 1)).toEqual([
    "here: s-vera s-anya s-egor s-nika s-boris s-zoya",
  ]);
});

test("who was in and fell out stands before who never came", () => {
  expect(outline([vera, anya], 5, { seen: new Set(["s-nika"]) })).toEqual([
    "late: s-nika! s-egor",
    "here: s-vera s-anya",
  ]);
});

test("the class list begins with who was sent out, and has them nowhere else", () => {
  const removed = [{ seat: egor.seat, name: egor.name }];
  expect(outline([vera, anya, egor], 5, { removed, seen: new Set(["s-egor"]) })).toEqual([
    "out: s-egor",
    "late: s-nika",
    "here: s-vera s-anya",
  ]);
});

test("the class list of a pupil holds only those who are here", () => {
  expect(outline([anya, vera], 20, { expected: [] })).toEqual(["here: s-vera s-anya"]);
});

test("the class list of an empty lesson says so", () => {
  expect(outline([], 20, { expected: [] })).toEqual(["here: "]);
});

test.each<[Group["is"], number, [number, number]]>([
  ["late", 4, [4, 0]],
  ["late", 5, [5, 0]],
  ["late", 6, [4, 2]],
  ["awaited", 26, [4, 22]],
  ["absent", 26, [4, 22]],
  ["here", 26, [26, 0]],
  ["out", 26, [26, 0]],
])("of %s, %i rows: shown and folded %j", (is, count, expected) => {
  const rows = Array.from({ length: count }, (_, n) => ({
    seat: `${n}`,
    name: "",
    person: null,
    dropped: false,
  }));
  const parts = folded({ is, rows });
  expect([parts.map((part) => part.length), parts.flat()]).toEqual([expected, rows]);
});
