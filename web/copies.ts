/** A press on a button copies what it holds, and the button says so.  Without script the text stands there to be selected. */

import { say } from "./said";

/** Show the buttons, also those that have come since. */
export function offerCopies(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-copy]"))
    button.hidden = !("clipboard" in navigator);
}

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element && target.closest<HTMLElement>("[data-copy]");
  if (!button) return;
  navigator.clipboard.writeText(button.dataset["copy"] ?? "").then(
    () => say(button, button.dataset["copied"] ?? ""),
    () => {}, // whoever forbids it selects the text
  );
});
