/** Who is in the room, as plain values.  room/look.ts makes them from the media library. */

import type { Role, Seat } from "../contract";

/** Moving pictures that a <video> can show. */
export interface Picture {
  attach(element: HTMLMediaElement): unknown;
  detach(element: HTMLMediaElement): unknown;
}

export type Quality = 0 | 1 | 2 | 3; // bars: none, weak, fair, good

export interface Person {
  seat: string;
  name: string;
  role: Role;
  me: boolean;
  microphone: boolean;
  speaking: boolean;
  camera: Picture | null;
  screen: Picture | null;
  quality: Quality;
}

const AVATARS = 5;

/** First letters of the first two words: "Аня Ковалёва" → "АК". */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean).slice(0, 2);
  return words.map((word) => [...word][0]?.toLocaleUpperCase()).join("");
}

/** The paper colour of a name, 1 to 5: CRC-32, so that the diary and the room agree. */
export function tint(name: string): number {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(name)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ((~crc >>> 0) % AVATARS) + 1;
}

export interface Row {
  seat: string;
  name: string;
  person: Person | null; // null: not in the room
  dropped: boolean; // was in the room earlier
}

export interface Group {
  is: "awaited" | "late" | "here" | "absent" | "out";
  rows: Row[];
}

const STILL_LATE = 15; // minutes after the start

/** The class as the journal has it, who the teacher has sent out, and who was in the room at any time. */
export interface Known {
  expected: Seat[]; // in the journal's order; [] on a pupil's page
  removed: Seat[];
  seen: ReadonlySet<string>; // seats
}

/**
 * The class list in the order a teacher needs it: who was sent out and waits to be let
 * in, who is late, who is here, who is still expected, who will hardly come.  Of those
 * who are not here the first are who was and fell out.  A pupil's page holds only those
 * who are here.
 *
 * `sinceStart` in minutes, negative before it.
 */
export function roster(people: Person[], known: Known, sinceStart: number): Group[] {
  const { expected, removed, seen } = known;
  const out = new Set(removed.map(({ seat }) => seat));
  const inside = new Set([...out, ...people.map(({ seat }) => seat)]);
  const absent = ({ seat, name }: Seat): Row => ({ seat, name, person: null, dropped: seen.has(seat) });
  const missing = expected
    .filter(({ seat }) => !inside.has(seat))
    .map(absent)
    .sort((a, b) => Number(b.dropped) - Number(a.dropped));
  const here = people.filter(({ seat }) => !out.has(seat)).sort(inOrder(expected));
  const groups: Group[] = [
    { is: "out", rows: removed.map((seat) => ({ ...absent(seat), dropped: false })) },
    { is: "late", rows: sinceStart >= 0 && sinceStart < STILL_LATE ? missing : [] },
    {
      is: "here",
      rows: here.map((person) => ({ seat: person.seat, name: person.name, person, dropped: false })),
    },
    { is: "awaited", rows: sinceStart < 0 ? missing : [] },
    { is: "absent", rows: sinceStart >= STILL_LATE ? missing : [] },
  ];
  return groups.filter(({ is, rows }) => rows.length > 0 || is === "here");
}

const FEW = 4; // rows of who is not here, so that those who are stay in sight

/** What of a group is shown at once, and what unfolds. */
export function folded({ is, rows }: Group): [Row[], Row[]] {
  if (is === "here" || is === "out" || rows.length <= FEW + 1) return [rows, []];
  return [rows.slice(0, FEW), rows.slice(FEW)];
}

function inOrder(expected: Seat[]): (a: Person, b: Person) => number {
  const place = new Map(expected.map(({ seat }, index) => [seat, index]));
  return (a, b) => rank(a) - rank(b) || order(place, a, b);
}

function rank(person: Person): number {
  return person.role === "teacher" ? 0 : 1;
}

function order(place: Map<string, number>, a: Person, b: Person): number {
  const [first, second] = [place.get(a.seat) ?? Infinity, place.get(b.seat) ?? Infinity];
  return first === second ? a.name.localeCompare(b.name) : first - second;
}
