import type { ReactElement } from "react";
import { _, ngettext } from "../../../words";
import type { Seat } from "../contract";
import { type Group, type Person, type Row, roster } from "../core/people";
import { Icon } from "./Icon";
import { Avatar, called, said } from "./Tile";

interface Props {
  people: Person[];
  expected: Seat[];
  seen: ReadonlySet<string>;
  sinceStart: number; // minutes
  arriving: boolean; // who is in is not known yet
}

export function People({ people, expected, seen, sinceStart, arriving }: Props): ReactElement {
  const groups = roster(people, expected, seen, sinceStart);
  return (
    <section className="pane ro people" aria-labelledby="people">
      <header>
        <h2 id="people">{arriving ? _("Class") : heading(people, expected)}</h2>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by keyboard */}
      <div className="body" tabIndex={0} role="group" aria-labelledby="people">
        {groups.map((group) => (
          <Rows key={group.is} group={group} titled={expected.length > 0} />
        ))}
      </div>
    </section>
  );
}

function heading(people: Person[], expected: Seat[]): string {
  if (expected.length === 0)
    return ngettext("In the lesson: %(n)s pupil", "In the lesson: %(n)s pupils", pupils(people));
  return _("In the lesson: %(pupils)s of %(all)s", { pupils: pupils(people), all: expected.length });
}

/** A lesson is counted by its pupils: who teaches it stands in the list and in no number. */
function pupils(people: Person[]): number {
  return people.filter(({ role }) => role === "pupil").length;
}

function Rows({ group, titled }: { group: Group; titled: boolean }): ReactElement {
  const n = group.rows.filter(({ person }) => person?.role !== "teacher").length;
  const titles = {
    awaited: _("Awaited: %(n)s", { n }),
    late: _("Late: %(n)s", { n }),
    here: _("In the lesson: %(n)s", { n }),
    absent: _("Absent: %(n)s", { n }),
  };
  return (
    <>
      {titled && <h3>{titles[group.is]}</h3>}
      <ul>
        {group.rows.map((row) =>
          row.person ? <Here key={row.seat} person={row.person} /> : <Missing key={row.seat} row={row} />,
        )}
      </ul>
    </>
  );
}

function Here({ person }: { person: Person }): ReactElement {
  return (
    <li>
      <Avatar name={person.name} />
      <span className="sr">{said(person)}</span>
      <span className="grow" aria-hidden="true">
        {called(person)}
      </span>
      {person.role === "teacher" && !person.me && <span className="chip">{_("teacher")}</span>}
      {person.speaking && (
        <span className="chip door" aria-hidden="true">
          {_("speaking")}
        </span>
      )}
      <Icon name={person.microphone ? "microphone" : "microphone-off"} />
    </li>
  );
}

function Missing({ row }: { row: Row }): ReactElement {
  return (
    <li className="wait">
      <Avatar name={row.name} />
      <span className="grow">{row.name}</span>
      {row.dropped && <span className="chip warn">{_("no connection")}</span>}
    </li>
  );
}
