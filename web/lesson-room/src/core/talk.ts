/**
 * What a page knows of the lesson's talk: what the school has said, and what is still on its way to it.
 *
 * The school's answers are numbered.  Everything but messages is whole in each; messages
 * are those after a number.  What a person has said is shown at once and kept under its
 * key until the school has it, so that saying it again changes nothing.
 */

import type { Message, RoomState, Seat } from "../contract";

/** Said, and not yet known to be with the school. */
export interface Saying {
  key: string;
  text: string;
  at: string; // school time
  waits: boolean; // for the line: tried, and nobody answered
}

export interface Talk {
  number: number;
  messages: Message[]; // by number
  more: boolean; // older ones are not here
  hands: RoomState["hands"];
  closed: string[]; // seats
  removed: Seat[];
  outbox: Saying[]; // in the order said
  wanted: boolean | null; // where the person's own hand is going
  word: boolean; // the teacher asks the person to speak
  back: { text: string; why: string } | null; // refused, on its way back into the field
  read: number; // up to which message
}

export function talkOf(state: RoomState, outbox: Saying[] = []): Talk {
  const { number, messages, more, hands, microphones, removed } = state;
  const rest = { outbox, wanted: null, word: false, back: null, read: messages.at(-1)?.number ?? 0 };
  return { number, messages, more, hands, closed: microphones.closed, removed, ...rest };
}

/**
 * An answer that was overtaken by a newer one is old: it changes nothing.
 *
 * `settled`: the school had the wish about the hand before it answered.
 */
export function merge(talk: Talk, state: RoomState, me: string, settled = false): Talk {
  if (state.number < talk.number) return talk;
  const known = new Set(talk.messages.map(({ number }) => number));
  const fresh = state.messages.filter(({ number }) => !known.has(number));
  const next: Talk = {
    ...talk,
    number: state.number,
    messages: state.more ? state.messages : sorted([...talk.messages, ...fresh]),
    more: talk.more || state.more,
    hands: state.hands,
    closed: state.microphones.closed,
    removed: state.removed,
    outbox: fresh.filter(({ mine }) => mine).reduce(arrived, talk.outbox),
    wanted: settled ? null : talk.wanted,
  };
  return { ...next, word: isAsked(talk, next, me) };
}

function sorted(messages: Message[]): Message[] {
  return messages.sort((a, b) => a.number - b.number);
}

/** The school has it: the first of that text is no longer on its way. */
function arrived(outbox: Saying[], { text }: Message): Saying[] {
  const index = outbox.findIndex((saying) => saying.text.trim() === text);
  return outbox.filter((_, at) => at !== index);
}

/**
 * The hand went down, or the microphone was given back, and the person did neither:
 * the teacher gave the word.  It holds until the hand goes up or the microphone is closed.
 */
function isAsked(before: Talk, after: Talk, me: string): boolean {
  if (isClosed(after, me) || isUp(after, me)) return false;
  const raised = isUp(before, me) || (before.wanted === true && after.wanted === null);
  return before.word || (raised && before.wanted !== false) || isClosed(before, me);
}

export function isClosed({ closed }: Talk, seat: string): boolean {
  return closed.includes(seat);
}

function isUp({ hands }: Talk, seat: string): boolean {
  return hands.some((hand) => hand.seat === seat);
}

export function said(talk: Talk, saying: Saying): Talk {
  return { ...talk, outbox: [...talk.outbox, saying] };
}

/** Nobody answered: it stays, and goes again under its key. */
export function waits(talk: Talk, key: string): Talk {
  return {
    ...talk,
    outbox: talk.outbox.map((saying) => (saying.key === key ? { ...saying, waits: true } : saying)),
  };
}

/** The school's answer to a saying.  It counts nothing: what came before it is still to be asked for. */
export function accepted(talk: Talk, key: string, message: Message): Talk {
  const known = talk.messages.some(({ number }) => number === message.number);
  return {
    ...withdrawn(talk, key),
    messages: known ? talk.messages : sorted([...talk.messages, message]),
  };
}

function withdrawn(talk: Talk, key: string): Talk {
  return { ...talk, outbox: talk.outbox.filter((saying) => saying.key !== key) };
}

/** The text goes back into the field, where it can be changed. */
export function refused(talk: Talk, { key, text }: Saying, why: string): Talk {
  return { ...withdrawn(talk, key), back: { text: talk.back ? returned(talk.back.text, text) : text, why } };
}

export function unread({ messages, read }: Talk): number {
  return messages.filter(({ number, mine }) => number > read && !mine).length;
}

export function readAll(talk: Talk): Talk {
  const newest = talk.messages.at(-1)?.number ?? 0;
  return newest > talk.read ? { ...talk, read: newest } : talk;
}

const LONGEST = 1000; // characters, as the school counts them

/** Why the school would refuse it; "" when it would not. */
export function whyNot(text: string): "" | "empty" | "too-long" {
  const { length } = [...text.trim()];
  if (length === 0) return "empty";
  return length > LONGEST ? "too-long" : "";
}

/** What stands in the field after a refusal: the refused before what was typed since. */
export function returned(refused: string, draft: string): string {
  return draft.trim() ? `${refused}\n${draft}` : refused;
}
