import { expect, test } from "vitest";
import { faultOf, type Tool, toolOf } from "./tools";

const named = (name: string): Error => new DOMException("", name);

const faults: [Tool, unknown, string | null][] = [
  ["camera", named("NotAllowedError"), "denied"],
  ["screen", named("NotAllowedError"), null],
  ["microphone", named("NotFoundError"), "missing"],
  ["camera", named("OverconstrainedError"), "missing"],
  ["camera", named("NotReadableError"), "in-use"],
  ["camera", named("InsecureContext"), "insecure"],
  ["microphone", new Error("no answer from the media server"), "failed"],
  ["microphone", "a string", "failed"],
];

test.each(faults)("%s: %s is %s", (tool, error, expected) => {
  expect(faultOf(tool, error)).toBe(expected);
});

const plain = { ctrlKey: false, altKey: false, metaKey: false, repeat: false };

test.each([
  ["KeyV", "ru", "microphone"],
  ["KeyR", "ru", "camera"],
  ["Quote", "ru", "screen"],
  ["KeyM", "en", "microphone"],
  ["KeyV", "en", "camera"],
  ["KeyS", "en", "screen"],
  ["KeyM", "ru", null],
])("%s in %s is %s", (code, language, expected) => {
  expect(toolOf({ code, ...plain }, language)).toBe(expected);
});

test.each(["ctrlKey", "altKey", "metaKey", "repeat"])("with %s a key is not ours", (modifier) => {
  expect(toolOf({ code: "KeyV", ...plain, [modifier]: true }, "ru")).toBeNull();
});
