import { type KeyboardEvent, type ReactElement, useRef, useState } from "react";
import { _ } from "../../../words";
import { keysFor } from "../core/keys";
import { Icon, type IconName } from "./Icon";

export interface Item {
  command: "microphone" | "camera" | "screen" | "hand";
  on: boolean;
  busy: boolean;
  closed?: string; // the id of the sentence that says why
  onPress: () => void;
}

interface Props {
  items: Item[];
  language: string;
  leave: string; // the word on the last button
  onLeave: () => void;
}

/** One stop of the Tab key; arrows, Home and End move inside. */
export function Bar({ items, language, leave, onLeave }: Props): ReactElement {
  const bar = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(0);
  const last = items.length;
  const move = (event: KeyboardEvent): void => {
    const buttons = [...(bar.current?.querySelectorAll("button") ?? [])].filter(isVisible);
    const to = moved(event.key, buttons.indexOf(event.target as HTMLButtonElement), buttons.length);
    if (to === null) return;
    event.preventDefault();
    buttons[to]?.focus();
  };
  return (
    <div className="bar" role="toolbar" aria-label={_("Lesson tools")} ref={bar} onKeyDown={move}>
      {items.map((item, index) => (
        <ToolButton
          key={item.command}
          item={item}
          keyLabel={keysFor(language)[item.command].label}
          tabIndex={stop === index ? 0 : -1}
          onFocus={() => setStop(index)}
        />
      ))}
      <button
        className="tool end"
        type="button"
        tabIndex={stop >= last ? 0 : -1}
        onFocus={() => setStop(last)}
        onClick={onLeave}
      >
        <span className="tl">
          <Icon name="leave" />
        </span>
        {leave}
      </button>
    </div>
  );
}

function isVisible(button: HTMLButtonElement): boolean {
  return getComputedStyle(button).display !== "none";
}

function moved(key: string, at: number, count: number): number | null {
  switch (key) {
    case "ArrowRight":
      return (at + 1) % count;
    case "ArrowLeft":
      return (at + count - 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

interface ToolProps {
  item: Item;
  keyLabel: string;
  tabIndex: number;
  onFocus: () => void;
}

const KINDS = { microphone: "", camera: "", screen: " hide-s", hand: " up" };

function ToolButton({ item, keyLabel, tabIndex, onFocus }: ToolProps): ReactElement {
  const { command, on, busy, closed, onPress } = item;
  const words = { microphone: _("Microphone"), camera: _("Camera"), screen: _("Screen"), hand: _("Hand") };
  return (
    <button
      className={`tool${KINDS[command]}`}
      type="button"
      aria-pressed={on}
      aria-busy={busy}
      aria-disabled={closed !== undefined}
      aria-describedby={closed}
      aria-keyshortcuts={keyLabel}
      tabIndex={tabIndex}
      onFocus={onFocus}
      onClick={onPress}
    >
      <span className="tl">
        <Icon name={iconOf(command, on)} />
      </span>
      {words[command]}
    </button>
  );
}

function iconOf(command: Item["command"], on: boolean): IconName {
  if (command === "screen" || command === "hand") return command;
  return on ? command : `${command}-off`;
}
