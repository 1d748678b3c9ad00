/** The school's clock in the browser: the page brings the time, the browser only counts on from it. */

export type Clock = () => number; // ms since 1970, school time

/** `counter` is any clock that goes on while the device sleeps, in ms. */
export function schoolClock(now: string, counter: () => number): Clock {
  const ahead = Date.parse(now) - counter();
  return () => counter() + ahead;
}

export interface Bell {
  is: "to-start" | "to-end" | "over";
  minutes: number; // begun minutes to wait; for "over", whole minutes since
}

const MINUTE = 60_000;

export function bell(now: number, starts: number, ends: number): Bell {
  if (now < starts) return { is: "to-start", minutes: Math.ceil((starts - now) / MINUTE) };
  if (now < ends) return { is: "to-end", minutes: Math.ceil((ends - now) / MINUTE) };
  return { is: "over", minutes: Math.floor((now - ends) / MINUTE) };
}

/**
 * The school's wall clock: the page says when the lesson starts in UTC and, in `hours`
 * ("10:30–11:15"), by the school's clock.
 */
export function wallClock(startsAt: string, hours: string): (moment: string) => string {
  const [hour = 0, minute = 0] = hours.split(/\D+/).map(Number);
  const ahead = hour * 60 + minute - Math.floor(Date.parse(startsAt) / MINUTE);
  return (moment) => {
    const minutes = (((Math.floor(Date.parse(moment) / MINUTE) + ahead) % DAY) + DAY) % DAY;
    return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
  };
}

const DAY = 24 * 60; // minutes
