// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { anya, egor, nika, PICTURE, vera } from "../core/cast";
import type { Shown } from "../core/link";
import { talkOf } from "../core/talk";
import { PUPIL_PAGE, TEACHER_PAGE } from "./fake";
import { Lesson } from "./Lesson";
import type { Session, Snapshot } from "./session";
import type { Talking } from "./talking";

const off = { on: false, busy: false, fault: null };
const toggle = vi.fn();
const leave = vi.fn();
const comeBack = vi.fn();

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const pupil: Snapshot = {
  shown: "inside",
  people: [{ ...anya, me: true }, { ...vera, camera: PICTURE, microphone: true }, egor],
  seen: new Set(),
  taught: true,
  tools: { microphone: off, camera: { ...off, on: true } },
  muffled: false,
};

const teacher: Snapshot = {
  ...pupil,
  people: [{ ...vera, me: true }, anya],
  tools: { microphone: off, camera: off, screen: off },
};

function draw(snapshot: Snapshot, page = PUPIL_PAGE): void {
  const subscribe = () => () => undefined;
  const session = {
    page,
    toggle,
    leave,
    comeBack,
    subscribe,
    snapshot: () => snapshot,
  } as unknown as Session;
  const talk = talkOf(page.state);
  const talking = { page, subscribe, snapshot: () => talk } as unknown as Talking;
  render(<Lesson {...{ session, talking }} clock={() => Date.parse(page.now)} language="ru" />);
}

const stage = (): string => screen.getByRole("region", { name: "Stage" }).textContent ?? "";
const head = (): string => screen.getByRole("heading", { level: 1 }).closest("header")?.textContent ?? "";
const key = (code: string): boolean => fireEvent.keyDown(document.body, { code });

test("a pupil sees the teacher on the stage, the others beside it and everybody in the list", () => {
  draw(pupil);
  expect(stage()).toContain("Вера Андреевна");
  const tiles = screen.getByRole("region", { name: "Cameras" });
  expect([...tiles.children].map((tile) => tile.getAttribute("aria-label"))).toEqual([
    "You: microphone off",
    "Егор Данилов: microphone off",
  ]);
  expect(
    screen.getByRole("heading", { level: 2, name: "In the lesson: 2 pupils", hidden: true }),
  ).toBeTruthy();
});

test("a shown screen is labelled as one, without a microphone", () => {
  draw({
    ...pupil,
    people: [
      { ...anya, me: true },
      { ...vera, screen: PICTURE, microphone: true },
    ],
  });
  const shown = screen.getByRole("group", { name: "Screen: Вера Андреевна" });
  expect(shown.textContent).toBe("Screen: Вера Андреевна");
  expect(shown.querySelector("svg")).toBeNull();
});

test("a teacher sees who is late", () => {
  draw(teacher, TEACHER_PAGE);
  expect(screen.getByRole("heading", { name: "In the lesson: 1 of 2" })).toBeTruthy();
  expect(screen.getByRole("heading", { name: "Late: 1" }).nextElementSibling?.textContent).toContain(
    "Егор Данилов",
  );
});

test("a long row of late ones folds, so that who is present stays in sight", () => {
  const class7 = Array.from({ length: 25 }, (_, n) => ({ seat: `s-${n}`, name: `Ученик ${n}` }));
  const { seat, name } = anya;
  draw(teacher, { ...TEACHER_PAGE, expected: [{ seat, name }, ...class7] });
  const late = screen.getByRole("heading", { name: "Late: 25" });
  expect(late.nextElementSibling?.children).toHaveLength(4);
  expect(screen.getByText("21 more").closest("details")?.open).toBe(false);
  expect(screen.getByRole("heading", { name: "Present" }).nextElementSibling?.textContent).toContain(name);
});

test("the time to the bell follows the school's clock", () => {
  draw(pupil);
  expect(head()).toContain("34 min to the bell");
});

const arriving: [Shown, string][] = [
  ["entering", "Entering the lesson"],
  ["waiting", "Video is still starting"],
  ["offline", "No connection to the school"],
];

test.each(arriving)("on the way in (%s) the stage says %s and the topic stands", (shown, words) => {
  draw({ ...pupil, shown, people: [{ ...anya, me: true }] });
  expect(stage()).toContain(words);
  expect(head()).toContain("Признаки равенства треугольников");
});

test("while the line is away the places stay", () => {
  draw({ ...pupil, shown: "reconnecting" });
  expect(stage()).toContain("Reconnecting");
  expect(screen.getByRole("group", { name: "Егор Данилов: microphone off" })).toBeTruthy();
});

test.each([
  [false, "The teacher is not here yet"],
  [true, "The teacher is not connected"],
])("without a teacher (was one here: %s)", (taught, words) => {
  draw({ ...pupil, taught, people: [{ ...anya, me: true }, nika] });
  expect(stage()).toContain(words);
});

test.each([
  ["ended", "The lesson is over"],
  ["removed", "The teacher has taken you out of the lesson"],
  ["elsewhere", "The lesson is open in another window"],
] as const)("after the end (%s) one way leads on", (shown, title) => {
  draw({ ...pupil, shown });
  expect(document.activeElement).toBe(screen.getByRole("heading", { level: 1, name: title }));
  expect(screen.getByText("10:30–11:15")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Open the diary" }).getAttribute("href")).toBe("/diary");
});

test("who is let in again comes back with a press", () => {
  draw({ ...pupil, shown: "let-in" });
  expect(screen.getByRole("status").textContent).toBe("You may come back to the lesson");
  fireEvent.click(screen.getByRole("button", { name: "Back to the lesson" }));
  expect(comeBack).toHaveBeenCalledOnce();
});

test("a button keeps its word and tells its state", () => {
  draw(pupil);
  expect(screen.getByRole("button", { name: "Microphone" }).getAttribute("aria-pressed")).toBe("false");
  expect(screen.getByRole("button", { name: "Camera" }).getAttribute("aria-pressed")).toBe("true");
});

test("the toolbar is one stop for Tab; arrows go round", () => {
  draw(pupil);
  const stops = screen.getAllByRole("button").filter((button) => button.className.startsWith("tool"));
  expect(stops.map((button) => button.tabIndex)).toEqual([0, -1, -1, -1]);
  stops[0]?.focus();
  const visited = ["ArrowRight", "End", "ArrowRight", "ArrowLeft", "Home"].map((to) => {
    fireEvent.keyDown(document.activeElement as Element, { key: to });
    return document.activeElement?.textContent;
  });
  expect(visited).toEqual(["Camera", "Leave", "Microphone", "Leave", "Microphone"]);
  expect(stops.map((button) => button.tabIndex)).toEqual([0, -1, -1, -1]);
});

test("keys switch the tools until they are turned off", () => {
  draw(pupil);
  key("KeyV");
  expect(toggle.mock.calls).toEqual([["microphone"]]);
  fireEvent.click(screen.getByRole("button", { name: "Keys" }));
  key("KeyR");
  fireEvent.click(screen.getByRole("checkbox", { name: "Keys work" }));
  fireEvent.click(screen.getByRole("button", { name: "Close" }));
  key("KeyR");
  expect(toggle.mock.calls).toEqual([["microphone"]]);
});

test("the screen stays on while the page is seen, and is let go with the lesson", async () => {
  const release = vi.fn();
  const request = vi.fn(async (_type: string) => ({ release }));
  vi.stubGlobal("navigator", { wakeLock: { request } });
  draw(pupil);
  fireEvent(document, new Event("visibilitychange"));
  expect(request.mock.calls).toEqual([["screen"], ["screen"]]);
  cleanup();
  await vi.waitFor(() => expect(release).toHaveBeenCalledOnce());
});

test("a device that fails says what to do", () => {
  draw({ ...pupil, tools: { ...pupil.tools, camera: { ...off, fault: "missing" } } });
  expect(screen.getByText("No camera found. The lesson goes on without it.")).toBeTruthy();
});

test("a pupil leaves with one press", () => {
  draw(pupil);
  fireEvent.click(screen.getByRole("button", { name: "Leave" }));
  expect(leave).toHaveBeenCalledOnce();
});

test("a teacher is asked once; the end for all goes to the school, and a failure is said", async () => {
  const fetch = vi.fn(async (_url: string) => new Response(null, { status: 502 }));
  vi.stubGlobal("fetch", fetch);
  draw(teacher, TEACHER_PAGE);
  fireEvent.click(screen.getByRole("button", { name: "End" }));
  expect(document.activeElement).toBe(screen.getByRole("heading", { name: "End the lesson?" }));
  fireEvent.click(screen.getByRole("button", { name: "End for all" }));
  expect(await screen.findByText(/The lesson did not end/)).toBeTruthy();
  expect(fetch.mock.calls.map(([url]) => url)).toEqual(["/lessons/1/end"]);
});
