/**
 * The diary and the teacher's day: rows turn by the school's clock, what changes
 * at the school appears without a reload.
 *
 * The page works without this script.  Every part that may change carries
 * `data-live`; news is the same page fetched once more.
 */

import { bar } from "../diary/bar";
import { type Clock, clockOf, pageArrived } from "../diary/clock";
import { prefetch } from "../diary/prefetch";
import { replace } from "../diary/replace";
import { turn } from "../diary/turn";
import { live } from "../live/live";

const TICK = 1000; // ms
const AGAIN = 30; // seconds to the next try when the school does not answer
const SPREAD = 20; // seconds: after a bell the whole school asks, but not at once

const voice = document.getElementById("diary");
if (voice) follow(voice);

function follow(voice: HTMLElement): void {
  const room = voice.dataset["room"] ?? "";
  let clock: Clock = clockOf(Number(voice.dataset["now"]), pageArrived());
  let midnight = Number(voice.dataset["midnight"]);
  let next = change();
  let asking = false;

  setInterval(tick, TICK);
  document.addEventListener("visibilitychange", () => document.hidden || tick());
  live({
    ticket: "/rt/ticket",
    heads: "/rt/heads",
    known: { [room]: Number(voice.dataset["seen"]) },
    onSignal: (from) => {
      if (from === room) next = 0;
    },
  });
  tick();
  prefetch(voice.dataset["ahead"]?.split(" ") ?? []);

  function tick(): void {
    say(turn(document, clock()));
    bar(document);
    if (clock() >= next && !asking && !document.hidden) void ask();
  }

  async function ask(): Promise<void> {
    asking = true;
    try {
      renew(await fetched());
    } catch {
      next = clock() + AGAIN;
    }
    asking = false;
  }

  /** After midnight all of the page is another; else only the day's lessons are. */
  function renew(fresh: Document): void {
    const parts = clock() >= midnight ? "[data-live]" : "[data-live=day]";
    for (const old of document.querySelectorAll<HTMLElement>(parts)) {
      const part = fresh.querySelector<HTMLElement>(`[data-live=${old.dataset["live"]}]`);
      if (part) say(replace(old, part));
    }
    const { dataset } = fresh.getElementById("diary") ?? voice;
    document.title = fresh.title;
    clock = clockOf(Number(dataset["now"]), Date.now());
    midnight = Number(dataset["midnight"]);
    next = change();
    tick();
  }

  /** When the server will have something else to show: not at the very bell, and not for all at once. */
  function change(): number {
    const day = document.querySelector<HTMLElement>("[data-changes]");
    return Number(day?.dataset["changes"] ?? midnight) + 1 + Math.random() * SPREAD;
  }

  function say(words: string[]): void {
    if (words.length) voice.textContent = words.join(" ");
  }
}

/** This page as it is now.  Throws where it isn't: no line, or the person was signed out. */
async function fetched(): Promise<Document> {
  const answer = await fetch(location.href, { cache: "no-store" });
  if (!answer.ok || new URL(answer.url).pathname !== location.pathname) throw new Error(answer.url);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}
