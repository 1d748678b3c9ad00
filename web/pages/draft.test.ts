// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";

const PAGE = `<input name="given_name" value="Анна"><input name="secret" type="password">
  <input type="radio" name="gender" value="female"><input type="radio" name="gender" value="male">`;

async function open(name: string): Promise<void> {
  document.body.innerHTML = `<form data-draft="${name}">${PAGE}</form>`;
  vi.resetModules();
  await import("./draft");
}

function field(selector: string): HTMLInputElement {
  const found = document.querySelector<HTMLInputElement>(selector);
  if (!found) throw new Error(selector);
  return found;
}

function type(selector: string, value: string): void {
  field(selector).value = value;
  field(selector).dispatchEvent(new Event("input", { bubbles: true }));
}

beforeEach(() => sessionStorage.clear());

test("what was typed stands there again after a reload", async () => {
  await open("one");
  type("[name=given_name]", "Аня");
  field("[value=male]").checked = true;
  field("[value=male]").dispatchEvent(new Event("input", { bubbles: true }));
  await open("one");
  expect(field("[name=given_name]").value).toBe("Аня");
  expect(field("[value=male]").checked).toBe(true);
});

test("a form of another name begins with its own values", async () => {
  await open("one");
  type("[name=given_name]", "Аня");
  await open("two");
  expect(field("[name=given_name]").value).toBe("Анна");
});

test("a password is never kept", async () => {
  await open("one");
  type("[type=password]", "тайна");
  expect(sessionStorage.length).toBe(0);
});

test("rubbish in the tab's memory is no draft", async () => {
  sessionStorage.setItem("draft", "{");
  await open("one");
  expect(field("[name=given_name]").value).toBe("Анна");
});

test("a draft is gone with the form of another name", async () => {
  await open("one");
  type("[name=given_name]", "Аня");
  await open("two");
  expect(sessionStorage.length).toBe(0);
});

test("a draft is gone on a page without a form", async () => {
  await open("one");
  type("[name=given_name]", "Аня");
  document.body.innerHTML = "<h1>Запись готова</h1>";
  vi.resetModules();
  await import("./draft");
  expect(sessionStorage.length).toBe(0);
});

test.each([
  [29, "Аня", 1],
  [31, "Анна", 0],
])("after %i minutes the field holds %s", async (minutes, value, left) => {
  await open("one");
  type("[name=given_name]", "Аня");
  vi.spyOn(Date, "now").mockReturnValue(Date.now() + minutes * 60_000);
  await open("one");
  expect(field("[name=given_name]").value).toBe(value);
  expect(sessionStorage.length).toBe(left);
});
