import { afterEach, describe, expect, test } from "vitest";
import { _, ngettext, setWords } from "./words";

afterEach(() => setWords("en", {}));

describe("without a catalogue", () => {
  test("a text is its own msgid", () => expect(_("Leave")).toBe("Leave"));
  test("a value is filled in", () => expect(_("%(name)s: speaking", { name: "Аня" })).toBe("Аня: speaking"));
  test("English has two forms", () => {
    expect([0, 1, 2].map((n) => ngettext("%(n)s lesson", "%(n)s lessons", n))).toEqual([
      "0 lessons",
      "1 lesson",
      "2 lessons",
    ]);
  });
});

describe("in Russian", () => {
  const words = { Leave: "Выйти", Empty: "", "%(n)s lesson": ["%(n)s урок", "%(n)s урока", "%(n)s уроков"] };

  test("a text is translated", () => {
    setWords("ru", words);
    expect(_("Leave")).toBe("Выйти");
  });

  test("an empty translation falls back", () => {
    setWords("ru", words);
    expect(_("Empty")).toBe("Empty");
  });

  test.each([
    [1, "1 урок"],
    [2, "2 урока"],
    [5, "5 уроков"],
    [11, "11 уроков"],
    [21, "21 урок"],
    [0, "0 уроков"],
  ])("%i has its form", (n, expected) => {
    setWords("ru", words);
    expect(ngettext("%(n)s lesson", "%(n)s lessons", n)).toBe(expected);
  });

  test("a value that is not given stays visible", () => {
    expect(_("%(name)s: speaking", {})).toBe("%(name)s: speaking");
  });
});
