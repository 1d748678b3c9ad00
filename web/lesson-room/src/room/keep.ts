/** What was typed and not yet taken by the school: kept for a reload in the same tab, of the same person. */

import type { LessonPage } from "../contract";
import type { Saying } from "../core/talk";

type Place = Pick<LessonPage, "lesson" | "me">;

export function keptOutbox(page: Place): Saying[] {
  return JSON.parse(sessionStorage.getItem(key("outbox", page)) ?? "[]") as Saying[];
}

export function keepOutbox(page: Place, outbox: Saying[]): void {
  sessionStorage.setItem(key("outbox", page), JSON.stringify(outbox));
}

export function keptDraft(page: Place): string {
  return sessionStorage.getItem(key("draft", page)) ?? "";
}

export function keepDraft(page: Place, draft: string): void {
  sessionStorage.setItem(key("draft", page), draft);
}

function key(what: string, { lesson, me }: Place): string {
  return `parta.${what}.${lesson.id}.${me.seat}`;
}
