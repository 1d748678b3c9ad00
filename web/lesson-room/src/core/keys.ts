/** The keys of the room: by physical key, labelled as that key is in the language of the page. */

import type { Tool } from "./tools";

export type Command = Tool | "hand" | "chat" | "class";

export const COMMANDS: readonly Command[] = ["microphone", "camera", "screen", "hand", "chat", "class"];

type Keys = Record<Command, { code: string; label: string }>;

const RUSSIAN: Keys = {
  microphone: { code: "KeyV", label: "М" },
  camera: { code: "KeyR", label: "К" },
  screen: { code: "Quote", label: "Э" },
  hand: { code: "KeyH", label: "Р" },
  chat: { code: "KeyX", label: "Ч" },
  class: { code: "KeyE", label: "У" },
};

const ENGLISH: Keys = {
  microphone: { code: "KeyM", label: "M" },
  camera: { code: "KeyV", label: "V" },
  screen: { code: "KeyS", label: "S" },
  hand: { code: "KeyH", label: "H" },
  chat: { code: "KeyC", label: "C" },
  class: { code: "KeyP", label: "P" },
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

export function commandOf(press: Press, language: string): Command | null {
  if (press.ctrlKey || press.altKey || press.metaKey || press.repeat) return null;
  const keys = keysFor(language);
  return COMMANDS.find((command) => keys[command].code === press.code) ?? null;
}
