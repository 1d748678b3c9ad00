import type { ReactElement } from "react";
import { _ } from "../../../words";
import type { Clock } from "../core/clock";
import { type Waited, waited } from "../core/hands";
import type { Talk } from "../core/talk";
import { toNeighbour } from "./focus";
import { useNow } from "./now";
import { CLASS } from "./People";

interface Props {
  hands: Talk["hands"];
  here: ReadonlySet<string>; // seats in the room
  clock: Clock;
  onWord: (seat: string) => void;
}

/** On top of the teacher's panel for as long as somebody waits. */
export function Hands({ hands, here, clock, onWord }: Props): ReactElement | null {
  const now = useNow(clock, 10_000);
  if (hands.length === 0) return null;
  return (
    <section className="pane hands" aria-labelledby="hands">
      <header>
        <h2 id="hands">{_("Hands raised: %(n)s", { n: hands.length })}</h2>
      </header>
      <ol>
        {hands.map(({ seat, name, since }, index) => (
          <li key={seat}>
            <b aria-hidden="true">{index + 1}</b>
            <span className="grow">
              {name}
              <small>{told(waited(since, now), here.has(seat))}</small>
            </span>
            <button
              className="btn small quiet"
              type="button"
              aria-label={_("Give the word: %(name)s", { name })}
              onClick={(event) => {
                toNeighbour(event.currentTarget, CLASS);
                onWord(seat);
              }}
            >
              {_("Word")}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function told(waited: Waited, here: boolean): string {
  return here ? time(waited) : `${time(waited)}, ${_("no connection")}`;
}

function time(waited: Waited): string {
  if (waited.is === "now") return _("just now");
  if (waited.is === "seconds") return _("waits %(n)s s", { n: waited.n });
  return _("waits %(n)s min", { n: waited.n });
}
