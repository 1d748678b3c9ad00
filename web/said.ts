/** What a button says for a moment in place of its own word. */

const SAID = 2000; // ms

/** Readers hear it as the button's new name. */
export function say(button: HTMLElement, word: string): void {
  const label = button.lastChild;
  if (!label || button.ariaLive) return;
  const before = label.textContent;
  button.ariaLive = "polite";
  label.textContent = word;
  setTimeout(() => {
    label.textContent = before;
    button.ariaLive = null;
  }, SAID);
}
