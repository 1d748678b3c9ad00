import type { ReactElement } from "react";
import { _, ngettext } from "../../../words";
import type { Seat } from "../contract";
import { folded, type Group, type Known, type Person, type Row, roster } from "../core/people";
import type { Talk } from "../core/talk";
import { toNeighbour } from "./focus";
import { Icon, type IconName } from "./Icon";
import { Avatar, called, said } from "./Tile";

/** What a teacher may do to one of the class; on a pupil's page there is none. */
export interface Deeds {
  onMicrophone: (seat: string, open: boolean) => void;
  onRemove: (pupil: Seat) => void;
  onLetIn: (seat: string) => void;
}

interface Props {
  people: Person[];
  known: Known;
  talk: Talk;
  sinceStart: number; // minutes
  deeds: Deeds | null;
}

export const CLASS = "class"; // the list's id

export function People({ people, known, talk, sinceStart, deeds }: Props): ReactElement {
  const groups = roster(people, known, sinceStart);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by keyboard
    <div className="body" id={CLASS} tabIndex={0} role="group" aria-labelledby="people">
      {groups.map((group, index) => (
        <Part key={group.is} group={group} first={index === 0} talk={talk} deeds={deeds} />
      ))}
    </div>
  );
}

interface PartProps {
  group: Group;
  first: boolean;
  talk: Talk;
  deeds: Deeds | null;
}

/** Who is here has been counted in the list's heading: right below it they need none. */
function Part({ group, first, talk, deeds }: PartProps): ReactElement {
  const [shown, rest] = folded(group);
  const line = (row: Row): ReactElement => (
    <Line key={row.seat} row={row} is={group.is} talk={talk} deeds={deeds} />
  );
  return (
    <section>
      {!(first && group.is === "here") && <h3>{title(group)}</h3>}
      <ul>{shown.map(line)}</ul>
      {rest.length > 0 && (
        <details className="rest">
          <summary>{_("%(n)s more", { n: rest.length })}</summary>
          <ul>{rest.map(line)}</ul>
        </details>
      )}
    </section>
  );
}

export function heading(people: Person[], expected: Seat[], arriving: boolean): string {
  if (arriving) return _("Class");
  if (expected.length === 0)
    return ngettext("In the lesson: %(n)s pupil", "In the lesson: %(n)s pupils", pupils(people));
  return _("In the lesson: %(pupils)s of %(all)s", { pupils: pupils(people), all: expected.length });
}

/** A lesson is counted by its pupils: who teaches it stands in the list and in no number. */
function pupils(people: Person[]): number {
  return people.filter(({ role }) => role === "pupil").length;
}

function title({ is, rows }: Group): string {
  const n = rows.length;
  const titles = {
    awaited: _("Awaited: %(n)s", { n }),
    late: _("Late: %(n)s", { n }),
    here: _("Present"),
    absent: _("Absent: %(n)s", { n }),
    out: _("Taken out: %(n)s", { n }),
  };
  return titles[is];
}

interface LineProps {
  row: Row;
  is: Group["is"];
  talk: Talk;
  deeds: Deeds | null;
}

function Line({ row, is, talk, deeds }: LineProps): ReactElement {
  if (row.person) return <Here person={row.person} talk={talk} deeds={deeds} />;
  const { seat, name, dropped } = row;
  return (
    <li className="wait">
      <Avatar name={name} />
      <span className="grow">{name}</span>
      {dropped && <span className="chip warn">{_("no connection")}</span>}
      {is === "out" && deeds && (
        <button
          className="btn small quiet"
          type="button"
          aria-label={_("Let in: %(name)s", { name })}
          onClick={(event) => {
            toNeighbour(event.currentTarget, CLASS);
            deeds.onLetIn(seat);
          }}
        >
          {_("Let in")}
        </button>
      )}
    </li>
  );
}

function Here({ person, talk, deeds }: { person: Person; talk: Talk; deeds: Deeds | null }): ReactElement {
  const hand = talk.hands.some(({ seat }) => seat === person.seat);
  const led = deeds && person.role === "pupil";
  return (
    <li>
      <Avatar name={person.name} />
      <span className="sr">{said(person, hand)}</span>
      <span className="grow" aria-hidden="true">
        {called(person)}
      </span>
      {person.role === "teacher" && !person.me && <span className="chip">{_("teacher")}</span>}
      {person.speaking && (
        <span className="chip door" aria-hidden="true">
          {_("speaking")}
        </span>
      )}
      {hand && <Icon name="hand" className="ic up" />}
      {led ? (
        <Actions person={person} closed={talk.closed.includes(person.seat)} deeds={deeds} />
      ) : (
        person.microphone && !person.speaking && <Audible />
      )}
    </li>
  );
}

function Audible(): ReactElement {
  return (
    <span className="chip" aria-hidden="true">
      {_("microphone on")}
    </span>
  );
}

function Actions({ person, closed, deeds }: { person: Person; closed: boolean; deeds: Deeds }): ReactElement {
  const { seat, name, microphone, speaking } = person;
  return (
    <>
      {closed && <span className="chip warn">{_("closed")}</span>}
      {microphone && !speaking && !closed && <Audible />}
      {closed ? (
        <Deed
          icon="microphone"
          word={_("Open")}
          title={_("Open the microphone")}
          label={_("Open the microphone: %(name)s", { name })}
          onPress={() => deeds.onMicrophone(seat, true)}
        />
      ) : (
        <Deed
          icon="microphone-off"
          word={_("Close")}
          title={_("Close the microphone")}
          label={_("Close the microphone: %(name)s", { name })}
          onPress={() => deeds.onMicrophone(seat, false)}
        />
      )}
      <Deed
        icon="remove"
        word={_("Take out")}
        title={_("Take out of the lesson")}
        label={_("Take out of the lesson: %(name)s", { name })}
        onPress={() => deeds.onRemove({ seat, name })}
      />
    </>
  );
}

interface DeedProps {
  icon: IconName;
  word: string; // all that a line has room for; `label` begins with it
  title: string;
  label: string;
  onPress: () => void;
}

function Deed({ icon, word, title, label, onPress }: DeedProps): ReactElement {
  return (
    <button className="deed" type="button" title={title} aria-label={label} onClick={onPress}>
      <Icon name={icon} />
      {word}
    </button>
  );
}
