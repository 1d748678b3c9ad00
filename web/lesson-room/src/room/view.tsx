import { createRoot } from "react-dom/client";
import { schoolClock } from "../core/clock";
import { Lesson } from "./Lesson";
import type { Session } from "./session";

export function show(place: HTMLElement, session: Session): void {
  const clock = schoolClock(session.page.now, () => Date.now());
  const language = document.documentElement.lang;
  createRoot(place).render(<Lesson session={session} clock={clock} language={language} />);
}
