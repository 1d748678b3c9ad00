import { type ReactElement, useEffect } from "react";
import { ownHand } from "../core/hands";
import { isClosed, type Talk } from "../core/talk";
import { ClosedNote, HandCard, WordCard } from "./Cards";
import { toTools } from "./focus";
import type { Session, Snapshot } from "./session";
import type { Talking } from "./talking";

interface Props {
  session: Session;
  talking: Talking;
  snapshot: Snapshot;
  talk: Talk;
}

/** The one thing about speaking that a pupil is to know now. */
export function Pupil({ session, talking, snapshot, talk }: Props): ReactElement | null {
  const { seat } = talking.page.me;
  const { microphone } = snapshot.tools;
  const speaks = talk.word && microphone?.on === true;
  useEffect(() => {
    if (speaks) talking.answered();
  }, [speaks, talking]);
  const hand = ownHand(talk, seat);
  const then = (deed: () => void) => () => {
    toTools(); // the card goes
    deed();
  };
  const speak = then(() => void session.toggle("microphone"));
  return (
    <>
      {talk.word && !speaks && (
        <WordCard ready={microphone !== undefined} onSpeak={speak} onLater={then(talking.answered)} />
      )}
      {isClosed(talk, seat) && <ClosedNote />}
      {hand.up && <HandCard place={hand.place} onLower={then(() => talking.raise(false))} />}
    </>
  );
}
