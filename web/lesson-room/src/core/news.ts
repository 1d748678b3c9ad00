/** What of a change in the talk is told to who cannot see it.  Messages tell themselves. */

import { ownHand } from "./hands";
import { isClosed, type Talk } from "./talk";

export type News =
  | { is: "hand"; name: string } // to a teacher
  | { is: "up"; place: number } // the own hand
  | { is: "first" }
  | { is: "down" }
  | { is: "word" }
  | { is: "closed" };

export function news(before: Talk, after: Talk, me: { seat: string; role: string }): News[] {
  return me.role === "teacher" ? raised(before, after) : own(before, after, me.seat);
}

function raised(before: Talk, after: Talk): News[] {
  const known = new Set(before.hands.map(({ seat }) => seat));
  return after.hands.filter(({ seat }) => !known.has(seat)).map(({ name }) => ({ is: "hand", name }));
}

function own(before: Talk, after: Talk, me: string): News[] {
  const told: News[] = ofHand(ownHand(before, me).place, ownHand(after, me).place);
  if (after.word && !before.word) return [{ is: "word" }];
  return isClosed(after, me) && !isClosed(before, me) ? [...told, { is: "closed" }] : told;
}

function ofHand(before: number | null, after: number | null): News[] {
  if (before === after) return [];
  if (after === null) return [{ is: "down" }];
  if (before === null) return [{ is: "up", place: after }];
  return after === 1 ? [{ is: "first" }] : [];
}
