import { expect, test } from "vitest";
import { commandOf } from "./keys";

const plain = { ctrlKey: false, altKey: false, metaKey: false, repeat: false };

test.each([
  ["KeyV", "ru", "microphone"],
  ["KeyR", "ru", "camera"],
  ["Quote", "ru", "screen"],
  ["KeyM", "en", "microphone"],
  ["KeyV", "en", "camera"],
  ["KeyS", "en", "screen"],
  ["KeyH", "ru", "hand"],
  ["KeyX", "ru", "chat"],
  ["KeyE", "ru", "class"],
  ["KeyM", "ru", null],
  ["KeyP", "en", "class"],
])("%s in %s is %s", (code, language, expected) => {
  expect(commandOf({ code, ...plain }, language)).toBe(expected);
});

test.each(["ctrlKey", "altKey", "metaKey", "repeat"])("with %s a key is not ours", (modifier) => {
  expect(commandOf({ code: "KeyV", ...plain, [modifier]: true }, "ru")).toBeNull();
});
