import { type ReactElement, useSyncExternalStore } from "react";
import type { Clock } from "../core/clock";
import { Closed } from "./Closed";
import { Room } from "./Room";
import type { Session } from "./session";
import type { Talking } from "./talking";

interface Props {
  session: Session;
  talking: Talking;
  clock: Clock;
  language: string;
}

export function Lesson({ session, talking, clock, language }: Props): ReactElement {
  const snapshot = useSyncExternalStore(session.subscribe, session.snapshot);
  const talk = useSyncExternalStore(talking.subscribe, talking.snapshot);
  const { shown } = snapshot;
  switch (shown) {
    case "left":
    case "ended":
    case "removed":
    case "let-in":
    case "elsewhere":
    case "refused":
      return <Closed why={shown} page={session.page} onReturn={() => session.comeBack()} />;
    default:
      return <Room {...{ session, talking, snapshot, talk, clock, language }} />;
  }
}
