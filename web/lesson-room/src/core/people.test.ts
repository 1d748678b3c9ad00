import { describe, expect, test } from "vitest";
import type { Seat } from "../contract";
import { anya, egor, nika, vera } from "./cast";
import { initials, type Person, roster, tint } from "./people";

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

describe("the class list", () => {
  const expected: Seat[] = [anya, egor, nika].map(({ seat, name }) => ({ seat, name }));
  const nobody = new Set<string>();
  const outline = (people: Person[], sinceStart: number, seen = nobody, list = expected): string[] =>
    roster(people, list, seen, sinceStart).map(
      ({ is, rows }) => `${is}: ${rows.map(({ seat, dropped }) => seat + (dropped ? "!" : "")).join(" ")}`,
    );

  test.each([
    [-1, ["here: s-vera s-anya", "awaited: s-egor s-nika"]],
    [0, ["late: s-egor s-nika", "here: s-vera s-anya"]],
    [14.9, ["late: s-egor s-nika", "here: s-vera s-anya"]],
    [15, ["here: s-vera s-anya", "absent: s-egor s-nika"]],
  ])("%d min after the start", (sinceStart, expected) => {
    expect(outline([anya, vera], sinceStart)).toEqual(expected);
  });

  test("follows the journal's order, teachers first, guests last by name", () => {
    const guest = { ...egor, seat: "s-zoya", name: "Зоя" };
    const other = { ...egor, seat: "s-boris", name: "Борис" };
    expect(outline([guest, nika, other, anya, vera, egor], 1)).toEqual([
      "here: s-vera s-anya s-egor s-nika s-boris s-zoya",
    ]);
  });

  test("tells who was in and fell out from who never came", () => {
    expect(outline([vera, anya], 5, new Set(["s-egor"]))).toEqual([
      "late: s-egor! s-nika",
      "here: s-vera s-anya",
    ]);
  });

  test("of a pupil holds only those who are here", () => {
    expect(outline([anya, vera], 20, nobody, [])).toEqual(["here: s-vera s-anya"]);
  });

  test("of an empty lesson says so", () => {
    expect(outline([], 20, nobody, [])).toEqual(["here: "]);
  });
});
