import { type ReactElement, type RefObject, useEffect, useState } from "react";
import { _ } from "../../../words";
import { COMMANDS, type Command, commandOf, keysFor } from "../core/keys";

const KEPT = "parta.keys"; // "off" when the person wants none

/** Single keys for the tools, silent while typing and under a dialog. */
export function useKeys(
  language: string,
  onCommand: (command: Command) => void,
  onHelp: () => void,
): KeysChoice {
  const [on, setOn] = useState(() => localStorage.getItem(KEPT) !== "off");
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (isElsewhere(event.target)) return;
      const command = on ? commandOf(event, language) : null;
      if (command) onCommand(command);
      else if (event.key === "?") onHelp();
      if (command) event.preventDefault(); // the letter is not to land in a field that is focused now
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [language, on, onCommand, onHelp]);
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

function isElsewhere(target: EventTarget | null): boolean {
  return isTyping(target) || document.querySelector("dialog[open]") !== null;
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
  commands: readonly Command[]; // those that do something on this page
  choice: KeysChoice;
}

export function KeysHelp({ dialog, language, commands, choice }: Props): ReactElement {
  const words = {
    microphone: _("Microphone"),
    camera: _("Camera"),
    screen: _("Screen"),
    hand: _("Hand"),
    chat: _("Chat"),
    class: _("Class"),
  };
  return (
    <dialog className="card ask" ref={dialog} aria-labelledby="keys">
      <h2 id="keys" tabIndex={-1}>
        {_("Keys")}
      </h2>
      <dl className="keys-list">
        {COMMANDS.filter((command) => commands.includes(command)).map((command) => (
          <div key={command}>
            <dt>
              <kbd>{keysFor(language)[command].label}</kbd>
            </dt>
            <dd>{words[command]}</dd>
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
