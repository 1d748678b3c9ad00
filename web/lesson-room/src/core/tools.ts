/** The three sources a person can switch, why one may fail, and their keys. */

export type Tool = "microphone" | "camera" | "screen";

export const TOOLS: readonly Tool[] = ["microphone", "camera", "screen"];

export type Fault = "denied" | "missing" | "in-use" | "insecure" | "failed";

export interface ToolState {
  on: boolean;
  busy: boolean;
  fault: Fault | null;
}

/** Those that the pass allows. */
export type Tools = Partial<Record<Tool, ToolState>>;

/** Closing the browser's window of screens is a change of mind, not a fault. */
export function faultOf(tool: Tool, error: unknown): Fault | null {
  switch (error instanceof Error ? error.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return tool === "screen" ? null : "denied";
    case "InsecureContext":
      return "insecure";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "in-use";
    default:
      return "failed";
  }
}

type Keys = Record<Tool, { code: string; label: string }>;

/** By physical key, labelled as that key is in the language of the page. */
const RUSSIAN: Keys = {
  microphone: { code: "KeyV", label: "М" },
  camera: { code: "KeyR", label: "К" },
  screen: { code: "Quote", label: "Э" },
};

const ENGLISH: Keys = {
  microphone: { code: "KeyM", label: "M" },
  camera: { code: "KeyV", label: "V" },
  screen: { code: "KeyS", label: "S" },
};

export function keysFor(language: string): Keys {
  return language === "ru" ? RUSSIAN : ENGLISH;
}

interface Press {
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  repeat: boolean;
}

export function toolOf(press: Press, language: string): Tool | null {
  if (press.ctrlKey || press.altKey || press.metaKey || press.repeat) return null;
  const keys = keysFor(language);
  return TOOLS.find((tool) => keys[tool].code === press.code) ?? null;
}
