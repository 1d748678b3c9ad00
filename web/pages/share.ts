/** Hands a contact on: by the device's own way to share, or by copying it. */

import { say } from "../said";

async function send(button: HTMLElement): Promise<void> {
  const text = button.dataset["share"] ?? "";
  if (typeof navigator.share === "function") return navigator.share({ text });
  await navigator.clipboard.writeText(text);
  say(button, button.dataset["copied"] ?? "");
}

for (const button of document.querySelectorAll<HTMLElement>("[data-share]")) {
  button.hidden = !("share" in navigator || "clipboard" in navigator);
  button.addEventListener("click", () => {
    send(button).catch(() => {}); // whoever thinks better of it loses nothing
  });
}
