import { type ReactElement, useEffect, useRef, useState } from "react";
import { ngettext } from "../../../words";
import { type Comings, comings } from "../core/comings";
import type { Snapshot } from "./session";

const EVERY = 30_000; // ms

/** Tells a screen reader every half a minute how many came and left. */
export function Announcer({ snapshot }: { snapshot: Snapshot }): ReactElement {
  const latest = useRef(snapshot);
  latest.current = snapshot;
  const [text, setText] = useState("");
  useEffect(() => {
    let before = seats(latest.current);
    const timer = setInterval(() => {
      if (latest.current.shown !== "inside") return;
      const after = seats(latest.current);
      setText(sentence(comings(before, after)));
      before = after;
    }, EVERY);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className="sr" role="status">
      {text}
    </p>
  );
}

function seats({ people }: Snapshot): ReadonlySet<string> {
  return new Set(people.map(({ seat }) => seat));
}

function sentence({ came, left }: Comings): string {
  const parts = [];
  if (came > 0) parts.push(ngettext("%(n)s more person came in", "%(n)s more people came in", came));
  if (left > 0) parts.push(ngettext("%(n)s person left", "%(n)s people left", left));
  return parts.join(", ");
}
