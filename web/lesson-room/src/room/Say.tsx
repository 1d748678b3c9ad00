import { type KeyboardEvent, type ReactElement, useEffect, useState } from "react";
import { _ } from "../../../words";
import { returned, type Talk, whyNot } from "../core/talk";
import { Icon } from "./Icon";
import { keepDraft, keptDraft } from "./keep";
import type { Talking } from "./talking";

export const SAY = "say"; // the field's id

interface Props {
  talking: Talking;
  back: Talk["back"];
}

/** What is refused comes back into the field with the reason; what is typed outlives a reload. */
export function Say({ talking, back }: Props): ReactElement {
  const [draft, setDraft] = useState(() => keptDraft(talking.page));
  const [why, setWhy] = useState("");
  useEffect(() => keepDraft(talking.page, draft), [talking, draft]);
  useEffect(() => {
    if (!back) return;
    setDraft((typed) => returned(back.text, typed));
    setWhy(back.why);
    talking.taken();
  }, [talking, back]);
  const send = (): void => {
    const fault = whyNot(draft);
    setWhy(fault === "empty" ? "" : fault);
    if (fault) return;
    talking.say(draft);
    setDraft("");
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <p className="why" id="say-why" role="alert">
        {why && sentence(why)}
      </p>
      <div className="say">
        <label className="sr" htmlFor={SAY}>
          {_("Message to the class")}
        </label>
        <textarea
          id={SAY}
          className="grow"
          rows={1}
          enterKeyHint="send"
          placeholder={_("Message to the class")}
          aria-invalid={why !== ""}
          aria-describedby="say-why"
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => onKey(event, send)}
        />
        <button className="icon-btn send" type="submit" aria-label={_("Send")}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}

/** Enter sends, with Shift it is a new line; Esc gives the keys back to the tools. */
function onKey(event: KeyboardEvent<HTMLTextAreaElement>, send: () => void): void {
  if (event.key === "Escape") event.currentTarget.blur();
  if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
  event.preventDefault();
  send();
}

function sentence(why: string): string {
  switch (why) {
    case "too-long":
      return _("Longer than 1000 characters. Send it in two parts.");
    case "too-fast":
      return _("Too many at once. Send it in a few seconds.");
    default:
      return _("Not sent. Try again.");
  }
}
