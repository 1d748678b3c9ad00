import { expect, test } from "vitest";
import { faultOf, type Tool } from "./tools";

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
