/**
 * The way into a lesson and back into it, as one pure reducer.
 *
 *   connect ──► inside ◄──► hold        the media library mends the line itself
 *      │ ▲         │          │         for PATIENCE, then we ask for a new pass
 *      ▼ │         ▼          ▼
 *     rest ◄──►  ask  ◄───────┘         out: left, ended, removed, elsewhere, refused
 *
 * A pass serves one connection.  Whatever breaks, the way back is the same: ask
 * the school, which knows whether the lesson still runs and the person may come.
 * So it is also after the media server has sent somebody out or deleted the room.
 */

import type { Media, PassAnswer } from "../contract";

/** How long the media library may mend the line alone, in ms. */
export const PATIENCE = 3000;

const FIRST_REST = 500;
const LONGEST_REST = { outside: 8000, been: 3000 };

/** "let-in": was removed, and may come back with a press. */
export type Out = "left" | "ended" | "removed" | "let-in" | "elsewhere" | "refused";

/** "media": the media server does not answer yet.  "network": the school does not. */
export type Trouble = "media" | "network";

interface Way {
  been: boolean; // inside at least once: the place is kept on the screen
  tries: number; // since the last success
  trouble: Trouble | null;
}

export type Link =
  | ({ at: "connect"; media: Media } & Way)
  | ({ at: "inside" } & Way)
  | ({ at: "hold"; lost: boolean } & Way) // lost: sound and picture are gone too
  | ({ at: "ask" } & Way)
  | ({ at: "rest"; delay: number } & Way) // ms
  | ({ at: "out"; why: Out } & Way);

export type LinkEvent =
  | { is: "connected" }
  | { is: "not-connected"; stale: boolean } // stale: the media server answered, but knows neither pass nor room
  | { is: "wobble"; lost: boolean }
  | { is: "back" }
  | { is: "patience-over" }
  | { is: "dropped"; why: "ended" | "removed" | "elsewhere" | null }
  | { is: "rested" }
  | { is: "answer"; answer: PassAnswer }
  | { is: "door"; why: string | null } // the school's word without a pass: why not, or null for inside
  | { is: "return" }
  | { is: "no-answer"; trouble: Trouble }
  | { is: "left" };

export function begin(media: Media | null, chance: number): Link {
  const way: Way = { been: false, tries: 0, trouble: null };
  return media ? { at: "connect", media, ...way } : rest({ ...way, trouble: "media" }, chance);
}

/** The next state; the same object when the event changes nothing.  `chance` in [0, 1) spreads a class out. */
export function next(link: Link, event: LinkEvent, chance: number): Link {
  if (link.at === "out") return again(link, event);
  switch (event.is) {
    case "left":
      return out(link, "left");
    case "connected":
      return { at: "inside", been: true, tries: 0, trouble: null };
    case "not-connected":
      return link.at === "connect" ? notConnected(link, event.stale, chance) : link;
    case "wobble":
      return wobble(link, event.lost);
    case "back":
      return mended(link);
    case "patience-over":
      return link.at === "hold" ? { at: "ask", ...way(link) } : link;
    case "dropped":
      return dropped(link, event.why, chance);
    case "door":
      return atDoor(link, event.why);
    case "return":
      return link;
    case "rested":
      return link.at === "rest" ? { at: "ask", ...way(link) } : link;
    case "answer":
      return link.at === "ask" ? answered(link, event.answer) : link;
    case "no-answer":
      return link.at === "ask" ? rest({ ...way(link), trouble: event.trouble }, chance) : link;
  }
}

/** Out is final, but for who was removed: they wait until the teacher lets them in. */
function again(link: Link & { at: "out" }, event: LinkEvent): Link {
  if (link.why !== "removed" && link.why !== "let-in") return link;
  if (event.is === "return") return { at: "ask", been: false, tries: 0, trouble: null };
  if (event.is !== "door") return link;
  const why = event.why === null ? "let-in" : outOf(event.why);
  return why === link.why ? link : out(link, why);
}

function atDoor(link: Link, why: string | null): Link {
  return why === null ? link : out(link, outOf(why));
}

function mended(link: Link): Link {
  const here = link.at === "connect" || link.at === "inside";
  return here ? link : { at: "inside", been: true, tries: 0, trouble: null };
}

function wobble(link: Link, lost: boolean): Link {
  if (link.at === "hold") return link.lost || !lost ? link : { ...link, lost };
  return link.at === "inside" ? { at: "hold", lost, ...way(link) } : link;
}

/**
 * Our own hanging up before a new connect is a drop without a reason: it changes nothing.
 * "ended" and "removed" are the media server's word; the school's is asked for at once.
 */
function dropped(link: Link, why: "ended" | "removed" | "elsewhere" | null, chance: number): Link {
  if (why === "elsewhere") return out(link, why);
  if (link.at === "connect" || link.at === "ask") return link;
  if (why) return { at: "ask", ...way(link) };
  return link.at === "inside" || link.at === "hold" ? rest(way(link), chance) : link;
}

/** A page from the browser's history brings an old pass: ask at once, without a word. */
function notConnected(link: Link, stale: boolean, chance: number): Link {
  if (stale && link.tries === 0) return { at: "ask", ...way(link), tries: 1 };
  return rest({ ...way(link), trouble: "media" }, chance);
}

function answered(link: Link, answer: PassAnswer): Link {
  if ("media" in answer) return { at: "connect", media: answer.media, ...way(link) };
  return out(link, outOf(answer.refusal.why));
}

function outOf(why: string): "ended" | "removed" | "refused" {
  if (why === "ended") return "ended";
  return why === "removed-by-teacher" ? "removed" : "refused";
}

/** Half to the whole of a step that doubles: a class that fell together does not come back in one blow. */
function rest(way: Way, chance: number): Link {
  const longest = way.been ? LONGEST_REST.been : LONGEST_REST.outside;
  const step = Math.min(longest, FIRST_REST * 2 ** way.tries);
  return { at: "rest", delay: Math.round(step * (0.5 + chance / 2)), ...way, tries: way.tries + 1 };
}

function out(link: Link, why: Out): Link {
  return { at: "out", why, ...way(link) };
}

function way({ been, tries, trouble }: Link): Way {
  return { been, tries, trouble };
}

export type Shown = "entering" | "waiting" | "offline" | "inside" | "reconnecting" | Out;

/** What a person is told.  A line that wobbles while sound goes on is no news. */
export function shown(link: Link): Shown {
  if (link.at === "out") return link.why;
  if (link.at === "inside") return "inside";
  if (link.at === "hold") return link.lost ? "reconnecting" : "inside";
  if (link.been) return "reconnecting";
  if (link.trouble === null) return "entering";
  return link.trouble === "media" ? "waiting" : "offline";
}

/** On the way in for the first time: nobody is known to be in the room. */
export function isArriving(shown: Shown): boolean {
  return shown === "entering" || shown === "waiting" || shown === "offline";
}
