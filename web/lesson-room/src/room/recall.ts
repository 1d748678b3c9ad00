/** What a teacher had switched on, kept for a reload of the same lesson in the same tab. */

import type { LessonPage } from "../contract";
import type { Tool, Tools } from "../core/tools";

const LASTING: Tool[] = ["microphone", "camera"];

/** A teacher enters to be seen and heard, a pupil always silent and unseen. */
export function recall({ lesson, me }: LessonPage): Tool[] {
  if (me.role !== "teacher") return [];
  const kept = sessionStorage.getItem(key(lesson.id));
  return kept === null ? LASTING : LASTING.filter((tool) => kept.split(" ").includes(tool));
}

export function remember({ lesson }: LessonPage, tools: Tools): void {
  const on = LASTING.filter((tool) => tools[tool]?.on);
  sessionStorage.setItem(key(lesson.id), on.join(" "));
}

function key(lesson: string): string {
  return `parta.tools.${lesson}`;
}
