// @vitest-environment happy-dom
import { expect, test, vi } from "vitest";

async function leave(typed: string): Promise<string | undefined> {
  document.body.innerHTML = '<input type="tel"><input type="text">';
  vi.resetModules();
  await import("./phone-field");
  const field = document.querySelector<HTMLInputElement>('[type="tel"]');
  if (field) field.value = typed;
  field?.dispatchEvent(new Event("change"));
  return field?.value;
}

test.each([
  ["1991111111", "+7 199 111-11-11"],
  ["8 (199) 111 11 11", "+7 199 111-11-11"],
  ["+71991111111", "+7 199 111-11-11"],
  ["7 199 111‑11‑11", "+7 199 111-11-11"],
  ["+8 199 111 11 11", "+8 199 111 11 11"],
  ["+375 29 123-45-67", "+375 29 123-45-67"],
  ["199 111", "199 111"],
  ["", ""],
])("%s is shown as %s", async (typed, shown) => {
  expect(await leave(typed)).toBe(shown);
});
