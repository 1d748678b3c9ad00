import { type ReactElement, type RefObject, useEffect, useState } from "react";
import { _ } from "../../../words";
import { keysFor, TOOLS, type Tool, toolOf } from "../core/tools";

const KEPT = "parta.keys"; // "off" when the person wants none

/** Single keys for the tools, silent while typing and under a dialog. */
export function useKeys(language: string, onTool: (tool: Tool) => void, onHelp: () => void): KeysChoice {
  const [on, setOn] = useState(() => localStorage.getItem(KEPT) !== "off");
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
      const tool = on ? toolOf(event, language) : null;
      if (tool) onTool(tool);
      else if (event.key === "?") onHelp();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [language, on, onTool, onHelp]);
  const choose = (wanted: boolean): void => {
    localStorage.setItem(KEPT, wanted ? "on" : "off");
    setOn(wanted);
  };
  return { on, choose };
}

interface KeysChoice {
  on: boolean;
  choose: (on: boolean) => void;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]")
  );
}

interface Props {
  dialog: RefObject<HTMLDialogElement | null>;
  language: string;
  tools: Partial<Record<Tool, unknown>>;
  choice: KeysChoice;
}

export function KeysHelp({ dialog, language, tools, choice }: Props): ReactElement {
  const words = { microphone: _("Microphone"), camera: _("Camera"), screen: _("Screen") };
  return (
    <dialog className="card ask" ref={dialog} aria-labelledby="keys">
      <h2 id="keys" tabIndex={-1}>
        {_("Keys")}
      </h2>
      <dl className="keys-list">
        {TOOLS.filter((tool) => tools[tool]).map((tool) => (
          <div key={tool}>
            <dt>
              <kbd>{keysFor(language)[tool].label}</kbd>
            </dt>
            <dd>{words[tool]}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>?</kbd>
          </dt>
          <dd>{_("This help")}</dd>
        </div>
      </dl>
      <label className="check">
        <input
          type="checkbox"
          checked={choice.on}
          onChange={(event) => choice.choose(event.target.checked)}
        />
        <span>{_("Keys work")}</span>
      </label>
      <button className="btn quiet" type="button" onClick={() => dialog.current?.close()}>
        {_("Close")}
      </button>
    </dialog>
  );
}
