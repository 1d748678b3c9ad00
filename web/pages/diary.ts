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

class Page {
  readonly #voice: HTMLElement; // what is written into it is spoken; its data is the page's
  #clock: Clock;
  #midnight: number; // then all of the page is another
  #next: number; // when to ask the school
  #asking = false;

  constructor(voice: HTMLElement) {
    this.#voice = voice;
    this.#clock = clockOf(Number(voice.dataset["now"]), pageArrived());
    this.#midnight = Number(voice.dataset["midnight"]);
    this.#next = this.#change();
  }

  /** Something has changed at the school: asked for at the next tick. */
  news(): void {
    this.#next = 0;
  }

  tick = (): void => {
    this.#say(turn(document, this.#clock()));
    bar(document);
    if (this.#clock() >= this.#next && !this.#asking && !document.hidden) void this.#ask();
  };

  async #ask(): Promise<void> {
    this.#asking = true;
    try {
      this.#renew(await fetched());
    } catch {
      this.#next = this.#clock() + AGAIN;
    }
    this.#asking = false;
  }

  /** After midnight all of the page is another; else only the day's lessons are. */
  #renew(fresh: Document): void {
    const parts = this.#clock() >= this.#midnight ? "[data-live]" : "[data-live=day]";
    for (const old of document.querySelectorAll<HTMLElement>(parts)) {
      const part = fresh.querySelector<HTMLElement>(`[data-live=${old.dataset["live"]}]`);
      if (part) this.#say(replace(old, part));
    }
    const { dataset } = fresh.getElementById("diary") ?? this.#voice;
    document.title = fresh.title;
    this.#clock = clockOf(Number(dataset["now"]), Date.now());
    this.#midnight = Number(dataset["midnight"]);
    this.#next = this.#change();
    this.tick();
  }

  /** When the server will have something else to show: not at the very bell, and not for all at once. */
  #change(): number {
    const day = document.querySelector<HTMLElement>("[data-changes]");
    return Number(day?.dataset["changes"] ?? this.#midnight) + 1 + Math.random() * SPREAD;
  }

  #say(words: string[]): void {
    if (words.length) this.#voice.textContent = words.join(" ");
  }
}

const voice = document.getElementById("diary");
if (voice) begin(voice);

function begin(voice: HTMLElement): void {
  const page = new Page(voice);
  const room = voice.dataset["room"] ?? "";
  setInterval(page.tick, TICK);
  document.addEventListener("visibilitychange", () => document.hidden || page.tick());
  live({
    ticket: "/rt/ticket",
    heads: "/rt/heads",
    known: { [room]: Number(voice.dataset["seen"]) },
    onSignal: (from) => {
      if (from === room) page.news();
    },
  });
  page.tick();
  prefetch(voice.dataset["ahead"]?.split(" ") ?? []);
}

/** This page as it is now.  Throws where it isn't: no line, or the person was signed out. */
async function fetched(): Promise<Document> {
  const answer = await fetch(location.href, { cache: "no-store" });
  if (!answer.ok || new URL(answer.url).pathname !== location.pathname) throw new Error(answer.url);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}
