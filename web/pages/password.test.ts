// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";

const PAGE = `<form><input type="password" id="word"><button id="send">Войти</button></form>
  <template id="show-password"><button type="button" class="reveal" aria-pressed="false">Показать пароль</button></template>`;

const word = () => document.querySelector<HTMLInputElement>("#word");
const button = () => document.querySelector<HTMLButtonElement>("form .reveal");

beforeEach(async () => {
  document.body.innerHTML = PAGE;
  vi.resetModules();
  await import("./password");
});

test("a press shows the password, another hides it", () => {
  button()?.click();
  expect([word()?.type, button()?.ariaPressed]).toEqual(["text", "true"]);
  button()?.click();
  expect([word()?.type, button()?.ariaPressed]).toEqual(["password", "false"]);
});

test("it is sent as a password", () => {
  button()?.click();
  document.querySelector("form")?.dispatchEvent(new Event("submit"));
  expect(word()?.type).toBe("password");
});
