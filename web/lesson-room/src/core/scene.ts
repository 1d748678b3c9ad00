/** What stands on the stage and what in the strip beside it. */

import type { Person } from "./people";

export interface Scene {
  stage: { person: Person; shows: "screen" | "camera" | "name" } | null; // null: no teacher yet
  strip: Person[];
}

/**
 * A shared screen takes the stage, else the teacher's picture.  Nobody moves in the
 * strip because they speak: only switching a camera or microphone changes a place.
 */
export function scene(people: Person[]): Scene {
  const sharing = best(people, ({ screen }) => screen !== null);
  if (sharing) return { stage: { person: sharing, shows: "screen" }, strip: strip(people) };
  const teacher = best(people, ({ role }) => role === "teacher");
  if (!teacher) return { stage: null, strip: strip(people) };
  const others = people.filter((person) => person !== teacher);
  return { stage: { person: teacher, shows: teacher.camera ? "camera" : "name" }, strip: strip(others) };
}

function best(people: Person[], fits: (person: Person) => boolean): Person | undefined {
  return people.filter(fits).sort((a, b) => rank(a) - rank(b))[0];
}

function strip(people: Person[]): Person[] {
  return [...people].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

/** Teachers with a picture, teachers, me, then classmates who can be seen, heard, or neither. */
function rank({ role, me, camera, microphone }: Person): number {
  if (role === "teacher") return camera ? 0 : 1;
  if (me) return 2;
  if (camera) return 3;
  return microphone ? 4 : 5;
}
