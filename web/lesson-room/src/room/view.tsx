import { createRoot } from "react-dom/client";
import { schoolClock } from "../core/clock";
import { Lesson } from "./Lesson";
import type { Session } from "./session";
import type { Talking } from "./talking";

export function show(place: HTMLElement, session: Session, talking: Talking): void {
  const clock = schoolClock(session.page.now, () => Date.now());
  const language = document.documentElement.lang;
  createRoot(place).render(<Lesson session={session} talking={talking} clock={clock} language={language} />);
}
