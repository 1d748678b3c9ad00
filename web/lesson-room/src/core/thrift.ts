/**
 * Sparing a weak line: first the classmates' pictures go, then all; sound and a shown screen stay.
 *
 * Pictures come back by themselves.  A line that was weak again soon after rests longer
 * before the next try, so that they do not come and go all the lesson.
 */

import type { Person, Quality } from "./people";

export type Saving = "none" | "some" | "sound";

export interface Thrift {
  saving: Saving;
  since: number; // ms: of the present run of weak or strong looks
  weak: boolean; // what the present run is
  rest: number; // ms of a good line before pictures come back
}

const NOTICED = 8_000; // ms
const DEEPER = 20_000; // ms
const REST = 10_000; // ms
const LONGEST_REST = 120_000; // ms

export function begin(now: number): Thrift {
  return { saving: "none", since: now, weak: false, rest: REST };
}

/** One look at the line; the same object when nothing changes. */
export function look(thrift: Thrift, quality: Quality, now: number): Thrift {
  const weak = quality <= 1;
  if (weak !== thrift.weak) return { ...thrift, weak, since: now };
  const lasted = now - thrift.since;
  if (!weak && thrift.saving !== "none" && lasted >= thrift.rest) return relaxed(thrift, now);
  if (weak && thrift.saving === "none" && lasted >= NOTICED) return { ...thrift, saving: "some", since: now };
  if (weak && thrift.saving === "some" && lasted >= DEEPER) return { ...thrift, saving: "sound", since: now };
  return thrift;
}

function relaxed(thrift: Thrift, now: number): Thrift {
  return { ...thrift, saving: "none", since: now, rest: Math.min(LONGEST_REST, thrift.rest * 2) };
}

/** The person wants to see: they are not overruled at once. */
export function insisted(thrift: Thrift, now: number): Thrift {
  return { ...thrift, saving: "none", since: now + LONGEST_REST };
}

/** The people without the pictures that are spared.  What is not drawn, the media server does not send. */
export function spared(people: Person[], saving: Saving): Person[] {
  if (saving === "none") return people;
  const stays = ({ me, role }: Person): boolean => me || (saving === "some" && role === "teacher");
  return people.map((person) => (stays(person) ? person : { ...person, camera: null }));
}
