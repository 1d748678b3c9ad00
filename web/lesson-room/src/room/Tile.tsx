import type { ReactElement } from "react";
import { _ } from "../../../words";
import { initials, type Person, tint } from "../core/people";
import { Icon } from "./Icon";
import { Picture } from "./Picture";

export function Tile({ person }: { person: Person }): ReactElement {
  return (
    <div className={person.speaking ? "tile speak" : "tile"} role="group" aria-label={said(person)}>
      {person.camera ? <Picture of={person.camera} mirrored={person.me} /> : <Avatar name={person.name} />}
      <Label person={person} />
    </div>
  );
}

/** Name and microphone, as they stand in the corner of a picture. */
export function Label({ person }: { person: Person }): ReactElement {
  return (
    <span className="tn" aria-hidden="true">
      <span>{called(person)}</span>
      <Icon name={person.microphone ? "microphone" : "microphone-off"} />
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

export function said(person: Person): string {
  const name = called(person);
  if (person.speaking) return _("%(name)s: speaking", { name });
  if (person.microphone) return _("%(name)s: microphone on", { name });
  return _("%(name)s: microphone off", { name });
}
