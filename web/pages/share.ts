/** Hands a contact on: by the device's own way to share, or by copying it. */

export {}; // a module of its own

const SAID = 2000; // ms

async function send(button: HTMLElement): Promise<void> {
  const text = button.dataset["share"] ?? "";
  if (typeof navigator.share === "function") return navigator.share({ text });
  await navigator.clipboard.writeText(text);
  say(button, button.dataset["copied"] ?? "");
}

/** Put a word in place of the button's for a moment; readers hear it as the button's new name. */
function say(button: HTMLElement, word: string): void {
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

for (const button of document.querySelectorAll<HTMLElement>("[data-share]")) {
  button.hidden = !("share" in navigator || "clipboard" in navigator);
  button.addEventListener("click", () => {
    send(button).catch(() => {}); // whoever thinks better of it loses nothing
  });
}
