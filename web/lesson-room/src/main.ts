import "./room.css";
import { loadWords } from "../../words";
import type { LessonPage } from "./contract";
import { Session } from "./room/session";
import { Talking } from "./room/talking";

/** The line to the lesson is being made while React and the words are still on their way. */
const talking = new Talking(read("lesson"));
const session = new Session(talking.page, talking);
const [{ show }] = await Promise.all([import("./room/view"), loadWords()]);
show(place("room"), session, talking);

function read(id: string): LessonPage {
  return JSON.parse(place(id).textContent) as LessonPage;
}

function place(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}
