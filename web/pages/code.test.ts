// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const page = (typed = "", left = 119) => `
  <form id="code-form"><div class="field"><div class="code"><input id="id_code" value="${typed}"></div></div></form>
  <p id="count" data-left="${left}" data-whole="120" data-minute="Через минуту."
    data-half="Через полминуты." data-end="Можно."${left ? "" : " hidden"}><span class="ring"></span><b>01:59</b></p>
  <div id="resend"${left ? " hidden" : ""}></div><p id="said" role="status"></p>`;

const find = <E extends HTMLElement = HTMLElement>(selector: string): E => {
  const found = document.querySelector<E>(selector);
  if (!found) throw new Error(selector);
  return found;
};
const input = () => find<HTMLInputElement>("#id_code");
const slots = () => [...document.querySelectorAll(".slots i")].map((slot) => slot.textContent);
const said = () => find("#said").textContent;

let sent: number;

async function open(html: string): Promise<void> {
  document.body.innerHTML = html;
  sent = 0;
  find<HTMLFormElement>("#code-form").requestSubmit = () => {
    sent += 1;
  };
  vi.resetModules();
  await import("./code");
}

function type(digits: string): void {
  input().value = digits;
  input().dispatchEvent(new Event("input"));
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("digits stand in their slots, and the sixth sends", async () => {
  await open(page());
  type("407");
  expect([slots(), sent]).toEqual([["4", "0", "7", "", "", ""], 0]);
  type("407112");
  expect(sent).toBe(1);
});

test("a pasted code loses its spaces and what follows", async () => {
  await open(page());
  type(" 407 112 9");
  expect([input().value, sent]).toEqual(["407112", 1]);
});

test("a wrong code stays and is not sent again by itself", async () => {
  await open(page("111111"));
  expect([slots().join(""), sent]).toEqual(["111111", 0]);
  expect([input().selectionStart, input().selectionEnd]).toEqual([0, 6]);
});

test("a second press sends nothing", async () => {
  await open(page());
  const presses = [1, 2].map(() => new Event("submit", { cancelable: true }));
  for (const press of presses) find("#code-form").dispatchEvent(press);
  expect(presses.map((press) => press.defaultPrevented)).toEqual([false, true]);
});

test("the wait is counted down, then a new code is offered", async () => {
  await open(page());
  await vi.advanceTimersByTimeAsync(9000);
  expect(find("#count b").textContent).toBe("01:50");
  expect(find("#resend").hidden).toBe(true);
  await vi.advanceTimersByTimeAsync(110_000);
  expect([find("#count").hidden, find("#resend").hidden]).toEqual([true, false]);
});

test("a screen reader hears it at a minute, at half a minute and at the end", async () => {
  await open(page());
  const heard = new Set<string | null>();
  for (let second = 0; second < 120; second += 1) {
    heard.add(said());
    await vi.advanceTimersByTimeAsync(1000);
  }
  heard.add(said());
  expect([...heard]).toEqual(["", "Через минуту.", "Через полминуты.", "Можно."]);
});

test("a page that offers a new code counts nothing", async () => {
  await open(page("", 0));
  await vi.advanceTimersByTimeAsync(5000);
  expect([find("#count").hidden, find("#resend").hidden]).toEqual([true, false]);
});
