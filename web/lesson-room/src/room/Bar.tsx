import { type KeyboardEvent, type ReactElement, useRef, useState } from "react";
import { _ } from "../../../words";
import { keysFor, TOOLS, type Tool, type ToolState } from "../core/tools";
import { Icon, type IconName } from "./Icon";

interface Props {
  tools: Partial<Record<Tool, ToolState>>;
  language: string;
  leave: string; // the word on the last button
  onTool: (tool: Tool) => void;
  onLeave: () => void;
}

/** One stop of the Tab key; arrows, Home and End move inside. */
export function Bar({ tools, language, leave, onTool, onLeave }: Props): ReactElement {
  const bar = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(0);
  const shown = TOOLS.filter((tool) => tools[tool]);
  const last = shown.length;
  const move = (event: KeyboardEvent): void => {
    const buttons = [...(bar.current?.querySelectorAll("button") ?? [])].filter(isVisible);
    const to = moved(event.key, buttons.indexOf(event.target as HTMLButtonElement), buttons.length);
    if (to === null) return;
    event.preventDefault();
    buttons[to]?.focus();
  };
  return (
    <div className="bar" role="toolbar" aria-label={_("Lesson tools")} ref={bar} onKeyDown={move}>
      {shown.map((tool, index) => (
        <ToolButton
          key={tool}
          tool={tool}
          state={tools[tool] as ToolState}
          keyLabel={keysFor(language)[tool].label}
          tabIndex={stop === index ? 0 : -1}
          onFocus={() => setStop(index)}
          onPress={() => onTool(tool)}
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
  tool: Tool;
  state: ToolState;
  keyLabel: string;
  tabIndex: number;
  onFocus: () => void;
  onPress: () => void;
}

function ToolButton({ tool, state, keyLabel, tabIndex, onFocus, onPress }: ToolProps): ReactElement {
  const words = { microphone: _("Microphone"), camera: _("Camera"), screen: _("Screen") };
  return (
    <button
      className={tool === "screen" ? "tool hide-s" : "tool"}
      type="button"
      aria-pressed={state.on}
      aria-busy={state.busy}
      aria-keyshortcuts={keyLabel}
      tabIndex={tabIndex}
      onFocus={onFocus}
      onClick={onPress}
    >
      <span className="tl">
        <Icon name={iconOf(tool, state.on)} />
      </span>
      {words[tool]}
    </button>
  );
}

function iconOf(tool: Tool, on: boolean): IconName {
  if (tool === "screen") return "screen";
  return on ? tool : `${tool}-off`;
}
