/** What a pupil is told above the chat: the own hand, the word, a closed microphone, a spared line. */

import type { ReactElement } from "react";
import { _ } from "../../../words";
import type { Saving } from "../core/thrift";
import { Icon } from "./Icon";

interface HandProps {
  place: number | null; // null: the school does not know of it yet
  onLower: () => void;
}

export function HandCard({ place, onLower }: HandProps): ReactElement {
  return (
    <section className="pane hands line" aria-label={_("Your hand")}>
      <Icon name="hand" />
      <p className="grow">
        <b>{_("Hand raised")}</b>
        {place !== null && <small>{_("number %(n)s in the queue", { n: place })}</small>}
      </p>
      <button className="btn small text" type="button" onClick={onLower}>
        {_("Lower")}
      </button>
    </section>
  );
}

interface WordProps {
  ready: boolean; // the media server allows it already
  onSpeak: () => void;
  onLater: () => void;
}

/** Never switches anything on by itself: the pupil decides. */
export function WordCard({ ready, onSpeak, onLater }: WordProps): ReactElement {
  return (
    <section className="pane hands word" aria-labelledby="word">
      <h2 id="word">{_("You are asked to turn on the microphone")}</h2>
      <p>{_("The class hears you once you do.")}</p>
      <div className="choice">
        <button
          className="btn small grow"
          type="button"
          aria-disabled={!ready}
          onClick={ready ? onSpeak : undefined}
        >
          {_("Turn on the microphone")}
        </button>
        <button className="btn text small" type="button" onClick={onLater}>
          {_("Not now")}
        </button>
      </div>
    </section>
  );
}

export const CLOSED = "closed-why"; // the id of the reason

export function ClosedNote(): ReactElement {
  return (
    <section className="pane line" aria-label={_("Microphone")}>
      <Icon name="microphone-off" />
      <p className="grow" id={CLOSED}>
        <b>{_("The teacher has closed the microphone.")}</b> {_("Raise your hand to speak.")}
      </p>
    </section>
  );
}

interface SavingProps {
  saving: Exclude<Saving, "none">;
  onInsist: () => void;
}

export function SavingNote({ saving, onInsist }: SavingProps): ReactElement {
  return (
    <section className="pane line" role="status">
      <Icon name="sound" />
      <p className="grow">
        {saving === "some" ? (
          <b>{_("The connection is weak: sound goes first")}</b>
        ) : (
          <>
            <b>{_("Only sound.")}</b> {_("The connection is weak, cameras come back by themselves")}
          </>
        )}
      </p>
      {saving === "sound" && (
        <button className="btn small text" type="button" onClick={onInsist}>
          {_("Bring back")}
        </button>
      )}
    </section>
  );
}
