import { type ReactElement, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { _ } from "../../../words";
import { wallClock } from "../core/clock";
import { type Talk, unread } from "../core/talk";
import { Icon } from "./Icon";
import { Say } from "./Say";
import type { Talking } from "./talking";

const NEAR_END = 40; // px

interface Props {
  talking: Talking;
  talk: Talk;
  shown: boolean; // not behind another tab
}

export function Chat({ talking, talk, shown }: Props): ReactElement {
  const body = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const toEnd = useCallback(() => body.current?.scrollTo({ top: body.current.scrollHeight }), []);
  const [last, mine] = [talk.messages.at(-1)?.number, talk.outbox.at(-1)?.key];
  // biome-ignore lint/correctness/useExhaustiveDependencies: the end moves with what is last
  useLayoutEffect(() => {
    if (atEnd) toEnd();
  }, [last, shown]);
  useEffect(() => {
    const box = new ResizeObserver(() => atEnd && toEnd()); // a hand went up above it, a keyboard opened below
    if (body.current) box.observe(body.current);
    return () => box.disconnect();
  }, [atEnd, toEnd]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what I say I want to see
  useLayoutEffect(() => {
    if (mine) toEnd();
  }, [mine]);
  useEffect(() => {
    if (shown && atEnd && last) talking.read();
  }, [talking, shown, atEnd, last]);
  const scrolled = (): void => {
    const { scrollTop, clientHeight, scrollHeight } = body.current as HTMLDivElement;
    if (clientHeight > 0) setAtEnd(scrollHeight - scrollTop - clientHeight < NEAR_END);
  };
  const missed = unread(talk);
  return (
    <>
      <div
        className="body"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by keyboard
        tabIndex={0}
        role="log"
        aria-label={_("Messages of the lesson")}
        ref={body}
        onScroll={scrolled}
      >
        <Messages talk={talk} page={talking.page} />
      </div>
      {missed > 0 && !atEnd && (
        <button className="btn small quiet newer" type="button" onClick={toEnd}>
          {_("New: %(n)s", { n: missed })} <Icon name="down" />
        </button>
      )}
      <Say talking={talking} back={talk.back} />
    </>
  );
}

function Messages({ talk, page }: { talk: Talk; page: Talking["page"] }): ReactElement {
  const { starts_at, hours } = page.lesson;
  const clock = wallClock(starts_at, hours);
  return (
    <ul className="chat">
      {talk.more && <li className="dim">{_("Earlier messages are not shown here")}</li>}
      {talk.messages.length + talk.outbox.length === 0 && (
        <li className="dim">{_("No messages yet. The class and the teacher see them.")}</li>
      )}
      {talk.messages.map(({ number, role, mine, name, at, text }) => (
        <li key={number} className={role === "teacher" ? "t" : undefined}>
          <b>{mine ? _("You") : name}</b> <time dateTime={at}>{clock(at)}</time>
          <p>{text}</p>
        </li>
      ))}
      {talk.outbox.map(({ key, at, text, waits }) => (
        <li key={key}>
          <b>{_("You")}</b> <time dateTime={at}>{clock(at)}</time>
          <p>{text}</p>
          <small className="dim">{waits ? _("goes when the connection is back") : _("is being sent")}</small>
        </li>
      ))}
    </ul>
  );
}
