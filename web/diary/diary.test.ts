// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { clockOf } from "./clock";
import { prefetch } from "./prefetch";
import { replace } from "./replace";
import { turn } from "./turn";

const OPENS = 1000;
const STARTS = 1600;
const ENDS = 4000;

const live = `<li class="les now" id="lesson-1" data-ends="${ENDS}" data-say="Геометрия: можно входить.">
  <span class="chip" data-until="${STARTS}">Начнётся в 10:30</span>
  <span class="chip" data-from="${STARTS}" hidden>Идёт сейчас</span>
  <a class="btn go" href="/lessons/1/">Онлайн-урок</a></li>`;
const waiting = `<ol><li class="les" id="lesson-1"><template data-opens="${OPENS}">${live}</template></li></ol>`;

const $ = <E extends HTMLElement>(selector: string) => document.querySelector<E>(selector);
const shown = () =>
  [...document.querySelectorAll<HTMLElement>(".chip:not([hidden])")].map((it) => it.textContent);

beforeEach(() => {
  document.body.innerHTML = waiting;
});

test("the school's clock counts, not the browser's", () => {
  const arrived = Date.now();
  expect(clockOf(5000, arrived)()).toBeCloseTo(5000, 0);
  expect(clockOf(5000, arrived - 2000)()).toBeCloseTo(5002, 0);
});

test("before its time nobody sees or reaches the button", () => {
  expect(turn(document, OPENS - 1)).toEqual([]);
  expect($(".btn")).toBeNull();
});

test("at its time the button is there, and is told once", () => {
  expect(turn(document, OPENS)).toEqual(["Геометрия: можно входить."]);
  expect($("a.btn.go")?.getAttribute("href")).toBe("/lessons/1/");
  expect(shown()).toEqual(["Начнётся в 10:30"]);
  expect(turn(document, OPENS + 1)).toEqual([]);
});

test("the bell changes the words", () => {
  turn(document, OPENS);
  turn(document, STARTS);
  expect(shown()).toEqual(["Идёт сейчас"]);
});

test("the last bell takes the button away", () => {
  turn(document, OPENS);
  turn(document, ENDS - 1);
  expect($(".btn.go")).not.toBeNull();
  turn(document, ENDS);
  expect($(".btn.go")).toBeNull();
  expect($("li")?.className).toBe("les past");
});

const section = (html: string) => {
  const part = document.createElement("section");
  part.innerHTML = html;
  return part;
};
const row = (id: number, more = "") => `<li id="lesson-${id}"${more}><a href="/lessons/${id}/">Урок</a></li>`;

function put(html: string): HTMLElement {
  const part = section(html);
  document.body.replaceChildren(part);
  return part;
}

test("news is said, what was known is not", () => {
  const old = put(row(1, ' data-say="один"') + row(2));
  expect(replace(old, section(row(1, ' data-say="один"') + row(2, ' data-say="два"')))).toEqual(["два"]);
});

test("focus stays on the same control of the same lesson", () => {
  const old = put(row(1) + row(2));
  $("#lesson-2 a")?.focus();
  replace(old, section(row(1) + row(2)));
  expect(document.activeElement).toBe($("#lesson-2 a"));
});

test("where the control is gone, focus stays on the lesson", () => {
  const old = put(row(1) + row(2));
  $("#lesson-2 a")?.focus();
  replace(old, section(`${row(1)}<li id="lesson-2">Урок</li>`));
  expect(document.activeElement).toBe($("#lesson-2"));
});

test("focus elsewhere is left alone", () => {
  const old = put(row(1));
  replace(old, section(row(1)));
  expect(document.activeElement).toBe(document.body);
});

test("an open fold stays open", () => {
  const fold = "<details><summary>Прошло уроков: 4</summary></details>";
  const old = put(fold);
  const details = $<HTMLDetailsElement>("details");
  if (details) details.open = true;
  replace(old, section(fold));
  expect($<HTMLDetailsElement>("details")?.open).toBe(true);
});

test("the room's files are fetched when the browser is idle", () => {
  window.requestIdleCallback = (act) => {
    act({ didTimeout: false, timeRemaining: () => 50 });
    return 1;
  };
  prefetch(["/static/web/room.js", "/static/web/room.css"]);
  const links = [...document.head.querySelectorAll<HTMLLinkElement>("link[rel=prefetch]")];
  expect(links.map((link) => link.getAttribute("href"))).toEqual([
    "/static/web/room.js",
    "/static/web/room.css",
  ]);
});
