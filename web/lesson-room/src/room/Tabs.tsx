import type { KeyboardEvent, ReactElement } from "react";
import { _, ngettext } from "../../../words";

export type Tab = "chat" | "class";

const TABS: readonly Tab[] = ["chat", "class"];

interface Props {
  tab: Tab;
  unread: number; // messages
  onTab: (tab: Tab) => void;
}

/** One stop of the Tab key; the arrows go from one to the other. */
export function Tabs({ tab, unread, onTab }: Props): ReactElement {
  const words = { chat: _("Chat"), class: _("Class") };
  const move = ({ key, currentTarget }: KeyboardEvent<HTMLElement>): void => {
    if (key !== "ArrowLeft" && key !== "ArrowRight") return;
    const to = tab === "chat" ? "class" : "chat";
    onTab(to);
    currentTarget.querySelector<HTMLElement>(`#tab-${to}`)?.focus();
  };
  return (
    <div className="panes" role="tablist" aria-label={_("Chat and class")} tabIndex={-1} onKeyDown={move}>
      {TABS.map((each) => (
        <button
          key={each}
          id={`tab-${each}`}
          type="button"
          role="tab"
          aria-selected={tab === each}
          aria-controls={`pane-${each}`}
          tabIndex={tab === each ? 0 : -1}
          onClick={() => onTab(each)}
        >
          {words[each]}
          {each === "chat" && unread > 0 && <Badge n={unread} />}
        </button>
      ))}
    </div>
  );
}

function Badge({ n }: { n: number }): ReactElement {
  return (
    <>
      <span className="badge" aria-hidden="true">
        {n}
      </span>
      <span className="sr">{ngettext(", %(n)s new message", ", %(n)s new messages", n)}</span>
    </>
  );
}
