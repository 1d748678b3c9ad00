import type { ReactElement } from "react";
import { _ } from "../../../words";
import { initials, type Person, tint } from "../core/people";
import { Bars } from "./Bars";
import { Icon } from "./Icon";
import { Picture } from "./Picture";

interface Props {
  person: Person;
  hand: boolean;
}

export function Tile({ person, hand }: Props): ReactElement {
  return (
    <div className={person.speaking ? "tile speak" : "tile"} role="group" aria-label={said(person, hand)}>
      {person.camera ? <Picture of={person.camera} mirrored={person.me} /> : <Avatar name={person.name} />}
      {hand && (
        <span className="hand">
          <Icon name="hand" />
        </span>
      )}
      <Label person={person} />
    </div>
  );
}

/** Name, microphone and a weak line, as they stand in the corner of a picture. */
export function Label({ person }: { person: Person }): ReactElement {
  return (
    <span className="tn" aria-hidden="true">
      <span>{called(person)}</span>
      <Icon name={person.microphone ? "microphone" : "microphone-off"} />
      {isWeak(person) && <Bars quality={person.quality} />}
    </span>
  );
}

export function Avatar({ name }: { name: string }): ReactElement {
  return (
    <span className={`ava c${tint(name)}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

export function called(person: Person): string {
  return person.me ? _("You") : person.name;
}

export function said(person: Person, hand = false): string {
  const parts = [ofSound(person)];
  if (hand) parts.push(_("hand raised"));
  if (isWeak(person)) parts.push(_("connection weak"));
  return parts.join(", ");
}

function ofSound(person: Person): string {
  const name = called(person);
  if (person.speaking) return _("%(name)s: speaking", { name });
  if (person.microphone) return _("%(name)s: microphone on", { name });
  return _("%(name)s: microphone off", { name });
}

/** The own line has its bars in the head of the room. */
function isWeak({ me, quality }: Person): boolean {
  return !me && quality <= 1;
}
