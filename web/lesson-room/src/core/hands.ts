/** Hands in the order raised. */

import type { Talk } from "./talk";

/** The person's own hand, with what they pressed a moment ago. */
export function ownHand({ hands, wanted }: Talk, me: string): { up: boolean; place: number | null } {
  const index = hands.findIndex(({ seat }) => seat === me);
  const up = wanted ?? index >= 0;
  return { up, place: up && index >= 0 ? index + 1 : null };
}

export type Waited = { is: "now" } | { is: "seconds" | "minutes"; n: number };

/** Told in steps, so that it may be read: 10 s, then whole minutes. */
export function waited(since: string, now: number): Waited {
  const seconds = (now - Date.parse(since)) / 1000;
  if (seconds < 10) return { is: "now" };
  if (seconds < 60) return { is: "seconds", n: Math.floor(seconds / 10) * 10 };
  return { is: "minutes", n: Math.floor(seconds / 60) };
}
