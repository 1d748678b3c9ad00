/** Talks with the school about the lesson: asks when there is news, repeats what got no answer. */

import { live } from "../../../live/live";
import type { LessonPage } from "../contract";
import { type Clock, schoolClock } from "../core/clock";
import { isOfDoor } from "../core/refusals";
import { accepted, merge, readAll, refused, type Saying, said, type Talk, talkOf, waits } from "../core/talk";
import { keepOutbox, keptOutbox } from "./keep";
import { askState, type Deed, sendSaying, tell } from "./school";
import { uuid } from "./uuid";

export const POLL = 10_000; // ms, where no signal gets through
const TOO_FAST = "too-fast";
const FIRST_REST = 1000; // ms
const LONGEST_REST = 8000; // ms

export class Talking {
  readonly page: LessonPage;
  /** Told why the person is not inside, and then null when they are again. */
  onDoor: (why: string | null) => void = () => undefined;
  readonly #clock: Clock;
  #talk: Talk;
  #lined = false; // signals arrive
  #away = false; // the school said no
  #turn = 0; // counts how often: an answer from before is none
  #again = false;
  #asking: Promise<void> | null = null;
  #sending = false;
  #stopped = false;
  #raising = false;
  #sent: boolean | null = null; // where the school has the hand going
  #wakes = new Set<() => void>();
  #listeners = new Set<() => void>();
  #end: () => void;

  constructor(page: LessonPage) {
    this.page = page;
    this.#clock = schoolClock(page.now, () => Date.now());
    this.#talk = talkOf(page.state, keptOutbox(page));
    this.#end = this.#follow();
    void this.#send();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  snapshot = (): Talk => this.#talk;

  say(text: string): void {
    const at = new Date(this.#clock()).toISOString();
    this.#change(said(this.#talk, { key: uuid(), text: text.trim(), at, waits: false }));
    void this.#send();
  }

  read = (): void => this.#change(readAll(this.#talk));

  /** The word was taken, or not now. */
  answered = (): void => this.#change({ ...this.#talk, word: false });

  /** The refused text is in the field again. */
  taken = (): void => this.#change({ ...this.#talk, back: null });

  raise(up: boolean): void {
    if (!this.page.links.hand) return;
    this.#change({ ...this.#talk, wanted: up });
    void this.#raise();
  }

  /** One of the teacher's deeds.  False: it was not done. */
  async act(deed: Exclude<Deed, "hand">, body: { seat: string; open?: boolean }): Promise<boolean> {
    const answer = await tell(this.page, deed, body);
    if (answer.is === "refused" && isOfDoor(answer.why)) this.#heard(answer.why);
    await this.refresh();
    return answer.is === "done";
  }

  /** The media server or the door said no: the school's next answer tells whether it still is so. */
  turnedAway(): void {
    this.#away = true;
    this.#turn++;
    void this.refresh();
  }

  stop(): void {
    this.#stopped = true;
    this.#wake();
    this.#end();
  }

  /** Resolves when an answer to a question asked from now on is there, or when there was none. */
  refresh(): Promise<void> {
    this.#again = true;
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async #ask(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      const [turn, sent] = [this.#turn, this.#sent];
      const told = await askState(this.page, this.#talk.number);
      if (turn !== this.#turn || told.is === "no-answer") continue;
      if (told.is === "refused") this.#heard(told.why);
      else this.#learn(told.answer, sent);
    }
  }

  #learn(state: LessonPage["state"], sent: boolean | null): void {
    const settled = sent !== null && sent === this.#talk.wanted;
    if (settled) this.#sent = null;
    this.#change(merge(this.#talk, state, this.page.me.seat, settled));
    this.#heard(null);
    this.#wake();
  }

  #heard(why: string | null): void {
    if (why === null && !this.#away) return;
    this.#away = why !== null;
    this.onDoor(why);
    if (why === null) void this.#send();
  }

  /** One after the other, each under its key until the school has it. */
  async #send(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    for (let tries = 0; this.#talk.outbox[0] && !this.#stopped; ) {
      const saying = this.#talk.outbox[0];
      const told = await sendSaying(this.page, saying);
      if (told.is === "refused" && isOfDoor(told.why)) {
        this.#heard(told.why);
        break;
      }
      if (told.is === "done") this.#change(accepted(this.#talk, saying.key, told.answer));
      if (told.is === "refused") this.#change(refused(this.#talk, saying, told.why));
      tries = told.is === "no-answer" ? await this.#missed(saying, tries) : 0;
    }
    this.#sending = false;
  }

  async #missed({ key }: Saying, tries: number): Promise<number> {
    this.#change(waits(this.#talk, key));
    await this.#rest(tries);
    return tries + 1;
  }

  /** The last wish is told; one that changed meanwhile, or came too fast, is told after it. */
  async #raise(): Promise<void> {
    if (this.#raising) return;
    this.#raising = true;
    for (let tries = 0; !this.#stopped; tries++) {
      const up = this.#talk.wanted;
      if (up === null || up === this.#sent) break;
      const told = await tell(this.page, "hand", { up });
      if (told.is === "no-answer") await this.#rest(tries);
      else if (told.is === "done") this.#sent = up;
      else if (told.why === TOO_FAST) await this.#rest(tries);
      else this.#lowered(told.why);
    }
    this.#raising = false;
    if (!this.#stopped) void this.refresh();
  }

  #lowered(why: string): void {
    this.#change({ ...this.#talk, wanted: null });
    if (isOfDoor(why)) this.#heard(why);
  }

  /** Ends early when the line is back. */
  #rest(tries: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#wakes.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(LONGEST_REST, FIRST_REST * 2 ** tries));
      this.#wakes.add(wake);
    });
  }

  #wake(): void {
    for (const wake of [...this.#wakes]) wake();
  }

  /** Until the returned function is called. */
  #follow(): () => void {
    const { ticket, heads, room, seen } = this.page.live;
    const onLine = (up: boolean): void => {
      this.#lined = up;
      if (up) this.#wake();
    };
    const onSignal = (): void => void this.refresh();
    const end = live({ ticket, heads, csrf: this.page.csrf, known: { [room]: seen }, onSignal, onLine });
    const timer = setInterval(() => {
      if (!this.#lined || this.#away) void this.refresh();
    }, POLL);
    const online = (): void => {
      this.#wake();
      void this.refresh();
    };
    addEventListener("online", online);
    return () => {
      end();
      clearInterval(timer);
      removeEventListener("online", online);
    };
  }

  #change(talk: Talk): void {
    if (talk === this.#talk) return;
    if (talk.outbox !== this.#talk.outbox) keepOutbox(this.page, talk.outbox);
    this.#talk = talk;
    for (const listener of this.#listeners) listener();
  }
}
