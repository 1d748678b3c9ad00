import { type ReactElement, useEffect, useRef, useState } from "react";
import { _, ngettext } from "../../../words";
import type { LessonPage } from "../contract";
import { type Comings, comings } from "../core/comings";
import { type News, news } from "../core/news";
import type { Talk } from "../core/talk";
import type { Snapshot } from "./session";

const EVERY = 30_000; // ms

interface Props {
  snapshot: Snapshot;
  talk: Talk;
  me: LessonPage["me"];
}

/** Tells a screen reader of hands and the word at once, of who came and left as a sum each half a minute. */
export function Announcer({ snapshot, talk, me }: Props): ReactElement {
  const [text, setText] = useState("");
  const latest = useRef(snapshot);
  latest.current = snapshot;
  useEffect(() => {
    let before = seats(latest.current);
    const timer = setInterval(() => {
      if (latest.current.shown !== "inside") return;
      const after = seats(latest.current);
      setText(sum(comings(before, after)));
      before = after;
    }, EVERY);
    return () => clearInterval(timer);
  }, []);
  const known = useRef(talk);
  useEffect(() => {
    const told = news(known.current, talk, me).map(sentence).join(" ");
    known.current = talk;
    if (told) setText((before) => (before === told ? `${told} ` : told)); // the same twice is told twice
  }, [talk, me]);
  return (
    <p className="sr" role="status">
      {text}
    </p>
  );
}

function seats({ people }: Snapshot): ReadonlySet<string> {
  return new Set(people.map(({ seat }) => seat));
}

function sum({ came, left }: Comings): string {
  const parts = [];
  if (came > 0) parts.push(ngettext("%(n)s more person came in", "%(n)s more people came in", came));
  if (left > 0) parts.push(ngettext("%(n)s person left", "%(n)s people left", left));
  return parts.join(", ");
}

function sentence(news: News): string {
  switch (news.is) {
    case "hand":
      return _("Hand raised: %(name)s.", { name: news.name });
    case "up":
      return _("Hand raised, number %(n)s in the queue.", { n: news.place });
    case "first":
      return _("Your hand is the first now.");
    case "down":
      return _("The hand is down.");
    case "word":
      return _("You are asked to turn on the microphone.");
    case "closed":
      return _("The teacher has closed the microphone.");
  }
}
