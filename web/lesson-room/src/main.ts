import "./room.css";
import { loadWords } from "../../words";
import type { LessonPage } from "./contract";
import { Session } from "./room/session";

/** The line to the lesson is being made while React and the words are still on their way. */
const session = new Session(read("lesson"));
const [{ show }] = await Promise.all([import("./room/view"), loadWords()]);
show(place("room"), session);

function read(id: string): LessonPage {
  return JSON.parse(place(id).textContent) as LessonPage;
}

function place(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}
