// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LessonPage, Message } from "../contract";
import { anya, egor, PICTURE, vera } from "../core/cast";
import { type Talk, talkOf } from "../core/talk";
import { PUPIL_PAGE, TEACHER_PAGE } from "./fake";
import { Lesson } from "./Lesson";
import type { Session, Snapshot } from "./session";
import type { Talking } from "./talking";

const off = { on: false, busy: false, fault: null };
const toggle = vi.fn();
const talking = {
  say: vi.fn(),
  raise: vi.fn(),
  act: vi.fn(async (..._deed: unknown[]) => true),
  read: vi.fn(),
  taken: vi.fn(),
  answered: vi.fn(),
};
const AT = PUPIL_PAGE.now;
let wide = false;
let change: (talk: Partial<Talk>) => void;

beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
  wide = false;
  vi.stubGlobal("matchMedia", () => ({
    matches: wide,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  for (const each of [toggle, ...Object.values(talking)]) each.mockClear();
});

const PUPIL: Partial<Snapshot> = { people: [{ ...anya, me: true }, vera, egor] };
const TEACHER: Partial<Snapshot> = { people: [{ ...vera, me: true }, anya, { ...egor, microphone: true }] };

function draw(page: LessonPage, seen: Partial<Snapshot>, known: Partial<Talk> = {}): void {
  const tools = { microphone: off, camera: off };
  const state = { shown: "inside", seen: new Set(), taught: true, tools, muffled: false, ...seen };
  let talk: Talk = { ...talkOf(page.state), ...known };
  let told = (): void => undefined;
  change = (changed) => {
    talk = { ...talk, ...changed };
    act(told);
  };
  const session = { page, toggle, subscribe: () => () => undefined, snapshot: () => state };
  const subscribe = (listener: () => void) => {
    told = listener;
    return () => undefined;
  };
  const beside = { ...talking, page, subscribe, snapshot: () => talk } as unknown as Talking;
  render(
    <Lesson
      session={session as unknown as Session}
      talking={beside}
      clock={() => Date.parse(AT)}
      language="ru"
    />,
  );
}

const hand = (by: typeof anya, seconds: number): Talk["hands"][number] => ({
  seat: by.seat,
  name: by.name,
  since: new Date(Date.parse(AT) - seconds * 1000).toISOString(),
});
const message = (number: number, text: string, by = egor): Message => {
  const { seat, name, role } = by;
  return { number, seat, name, role, at: AT, text, mine: false };
};
const press = (name: string): boolean => fireEvent.click(screen.getByRole("button", { name }));
const status = (): string => screen.getAllByRole("status").at(-1)?.textContent ?? "";
const field = (): HTMLTextAreaElement => screen.getByRole("textbox", { name: "Message to the class" });

test("a teacher has the hands on top in their order, with how long they wait, and gives the word", () => {
  draw(TEACHER_PAGE, TEACHER, { hands: [hand(egor, 130), hand(anya, 40)] });
  const list = screen.getByRole("region", { name: "Hands raised: 2" });
  expect(
    within(list)
      .getAllByRole("listitem")
      .map((item) => item.textContent),
  ).toEqual(["1Егор Даниловwaits 2 minWord", "2Аня Ковалёваwaits 40 sWord"]);
  press("Give the word: Егор Данилов");
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Give the word: Аня Ковалёва" }));
  expect(talking.act.mock.calls).toEqual([["microphone", { seat: egor.seat, open: true }]]);
});

test("a raised hand is on the tile, in the tile's name, and told", () => {
  draw(TEACHER_PAGE, TEACHER);
  change({ hands: [hand(anya, 0)] });
  expect(screen.getByRole("group", { name: "Аня Ковалёва: microphone off, hand raised" })).toBeTruthy();
  expect(status()).toBe("Hand raised: Аня Ковалёва.");
});

test("a teacher has class and chat one under the other where there is room, else behind tabs", () => {
  wide = true;
  draw(TEACHER_PAGE, TEACHER);
  expect(screen.queryByRole("tablist")).toBeNull();
  cleanup();
  wide = false;
  draw(TEACHER_PAGE, TEACHER);
  expect(screen.getAllByRole("tab").map((tab) => tab.textContent)).toEqual(["Chat", "Class"]);
});

test("what a teacher may do to a pupil is named with the pupil", () => {
  wide = true;
  draw(TEACHER_PAGE, TEACHER, { closed: [anya.seat] });
  press("Close the microphone: Егор Данилов");
  press("Open the microphone: Аня Ковалёва");
  expect(talking.act.mock.calls).toEqual([
    ["microphone", { seat: egor.seat, open: false }],
    ["microphone", { seat: anya.seat, open: true }],
  ]);
});

test("an action says its word; a crossed microphone is never a mere state", () => {
  wide = true;
  draw(TEACHER_PAGE, TEACHER, { closed: [anya.seat] });
  const list = within(screen.getByRole("group", { name: "In the lesson: 2 of 2" }));
  expect(list.getAllByRole("button").map((button) => [button.title, button.textContent])).toEqual([
    ["Open the microphone", "Open"],
    ["Take out of the lesson", "Take out"],
    ["Close the microphone", "Close"],
    ["Take out of the lesson", "Take out"],
  ]);
  const [me, , him] = list.getAllByRole("listitem");
  expect([me?.querySelector("svg"), him?.textContent?.includes("microphone on")]).toEqual([null, true]);
});

test("sending somebody out asks once, and a failure is said", async () => {
  wide = true;
  draw(TEACHER_PAGE, TEACHER);
  press("Take out of the lesson: Егор Данилов");
  const heading = screen.getByRole("heading", { name: "Take out of the lesson: Егор Данилов?" });
  expect([document.activeElement === heading, talking.act.mock.calls.length]).toEqual([true, 0]);
  talking.act.mockResolvedValueOnce(false);
  press("Take out of the lesson");
  expect(await screen.findByText(/That did not work/)).toBeTruthy();
  expect(talking.act.mock.calls).toEqual([["remove", { seat: egor.seat }]]);
});

test("who was sent out stands apart and can be let in", () => {
  wide = true;
  draw(TEACHER_PAGE, { people: [{ ...vera, me: true }, anya] }, { removed: [egor] });
  expect(screen.getByRole("heading", { name: "Taken out: 1" })).toBeTruthy();
  press("Let in: Егор Данилов");
  expect(talking.act.mock.calls).toEqual([["let_in", { seat: egor.seat }]]);
});

test("a pupil has none of the teacher's tools", () => {
  draw(PUPIL_PAGE, PUPIL, { hands: [hand(egor, 40)] });
  const names = screen.getAllByRole("button", { hidden: true }).map((button) => button.textContent);
  expect(names.filter(Boolean)).toEqual(["Microphone", "Camera", "Hand", "Leave", "Close"]);
});

test("a pupil's hand: pressed, its place told, lowered in two ways, by key too", () => {
  draw(PUPIL_PAGE, PUPIL, { hands: [hand(egor, 40), hand(anya, 5)] });
  const tool = screen.getByRole("button", { name: "Hand" });
  expect(tool.getAttribute("aria-pressed")).toBe("true");
  expect(screen.getByRole("region", { name: "Your hand" }).textContent).toContain("number 2 in the queue");
  press("Lower");
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Microphone" }));
  fireEvent.click(tool);
  change({ hands: [], wanted: null });
  fireEvent.keyDown(document.body, { code: "KeyH" });
  expect(talking.raise.mock.calls).toEqual([[false], [false], [true]]);
});

test("the word: asked politely, nothing goes on by itself, the pupil decides", () => {
  draw(PUPIL_PAGE, PUPIL, { hands: [hand(anya, 5)] });
  change({ hands: [], word: true });
  expect(status()).toBe("You are asked to turn on the microphone.");
  expect(toggle).not.toHaveBeenCalled();
  press("Turn on the microphone");
  press("Not now");
  expect([toggle.mock.calls, talking.answered.mock.calls.length]).toEqual([[["microphone"]], 1]);
});

test("the word needs no question where the microphone is on", () => {
  draw(PUPIL_PAGE, { ...PUPIL, tools: { microphone: { ...off, on: true } } }, { word: true });
  expect(screen.queryByRole("button", { name: "Turn on the microphone" })).toBeNull();
  expect(talking.answered).toHaveBeenCalled();
});

test("a closed microphone stays a tool that says why", () => {
  draw(PUPIL_PAGE, { ...PUPIL, tools: { camera: off } }, { closed: [anya.seat] });
  const tool = screen.getByRole("button", { name: "Microphone" });
  const why = document.getElementById(tool.getAttribute("aria-describedby") ?? "");
  expect([tool.getAttribute("aria-disabled"), why?.textContent]).toEqual([
    "true",
    "The teacher has closed the microphone. Raise your hand to speak.",
  ]);
  fireEvent.click(tool);
  expect(toggle).not.toHaveBeenCalled();
});

test("the chat is a log by the school's clock: the teacher apart, mine on its way below", () => {
  const messages = [message(3, "Что задали?"), message(5, "№ 134", vera)];
  const outbox = [
    { key: "a", text: "Спасибо", at: AT, waits: false },
    { key: "b", text: "А 136?", at: AT, waits: true },
  ];
  draw(PUPIL_PAGE, PUPIL, { messages, outbox });
  const items = within(screen.getByRole("log")).getAllByRole("listitem");
  expect(items.map((item) => [item.className, item.textContent])).toEqual([
    ["", "Егор Данилов 10:41Что задали?"],
    ["t", "Вера Андреевна 10:41№ 134"],
    ["", "You 10:41Спасибоis being sent"],
    ["", "You 10:41А 136?goes when the connection is back"],
  ]);
});

test("Enter sends and Shift+Enter does not; too long a text stays with the reason", () => {
  draw(PUPIL_PAGE, PUPIL);
  fireEvent.change(field(), { target: { value: "Да" } });
  fireEvent.keyDown(field(), { key: "Enter", shiftKey: true });
  expect(talking.say).not.toHaveBeenCalled();
  fireEvent.keyDown(field(), { key: "Enter" });
  expect([talking.say.mock.calls, field().value]).toEqual([[["Да"]], ""]);
  fireEvent.change(field(), { target: { value: "я".repeat(1001) } });
  fireEvent.keyDown(field(), { key: "Enter" });
  expect([talking.say.mock.calls.length, field().value.length]).toEqual([1, 1001]);
  expect(screen.getByText("Longer than 1000 characters. Send it in two parts.")).toBeTruthy();
});

test("what is refused comes back before what was typed since, and a reload keeps it", () => {
  draw(PUPIL_PAGE, PUPIL);
  fireEvent.change(field(), { target: { value: "Два" } });
  change({ back: { text: "Раз", why: "too-fast" } });
  expect([field().value, field().getAttribute("aria-invalid")]).toEqual(["Раз\nДва", "true"]);
  expect(talking.taken).toHaveBeenCalledOnce();
  cleanup();
  draw(PUPIL_PAGE, PUPIL);
  expect(field().value).toBe("Раз\nДва");
});

test("behind its tab the chat counts what is new; its key leads to the field, the class's to the list", async () => {
  draw(PUPIL_PAGE, PUPIL);
  fireEvent.keyDown(document.body, { code: "KeyE" });
  await vi.waitFor(() => expect(document.activeElement?.id).toBe("class"));
  change({ messages: [message(5, "Раз"), message(6, "Два")] });
  expect(screen.getByRole("tab", { name: /^Chat ?, 2 new messages$/ })).toBeTruthy();
  fireEvent.keyDown(document.body, { code: "KeyX" });
  await vi.waitFor(() => expect(document.activeElement).toBe(field()));
  expect(talking.read).toHaveBeenCalled();
});

test("on a weak line the pictures go, and come back with a press", () => {
  vi.useFakeTimers();
  const seen = { people: [{ ...anya, me: true, quality: 1 as const }, { ...egor, camera: PICTURE }, vera] };
  draw(PUPIL_PAGE, seen);
  const pictures = (): number => document.querySelectorAll("video").length;
  const pass = (ms: number): void => act(() => void vi.advanceTimersByTime(ms));
  pass(5000);
  expect(pictures()).toBe(1);
  pass(5000);
  expect(screen.getByText("The connection is weak: sound goes first")).toBeTruthy();
  expect(pictures()).toBe(0);
  pass(20_000);
  press("Bring back");
  expect(pictures()).toBe(1);
  vi.useRealTimers();
});

test("with the line away the hand is said to be kept", () => {
  draw(PUPIL_PAGE, { ...PUPIL, shown: "reconnecting" }, { hands: [hand(anya, 5)] });
  expect(screen.getByText(/Your place and your hand are kept/)).toBeTruthy();
});
