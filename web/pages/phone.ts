/** The demo's phone: new messages come by themselves, and a code is copied with one press. */

import { offerCopies } from "../copies";

const LOOK_AGAIN = 3000; // ms

const parts = (page: Document) => [...page.querySelectorAll("[data-live]")];
let shown = parts(document).map((part) => part.innerHTML);

/** Replace the parts that have changed, and keep the reader's place. */
async function look(): Promise<void> {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = parts(page).map((part) => part.innerHTML);
  const place = where(document.activeElement);
  parts(document).forEach((part, index) => {
    if (next[index] !== undefined && next[index] !== shown[index]) part.innerHTML = next[index];
  });
  shown = next;
  offerCopies();
  if (place && document.activeElement === document.body) document.querySelector<HTMLElement>(place)?.focus();
}

/** A selector of the link or button that has the focus. */
function where(element: Element | null): string {
  const [href, code] = [element?.getAttribute("href"), element?.getAttribute("data-copy")];
  if (code) return `[data-copy="${CSS.escape(code)}"]`;
  return href ? `a[href="${CSS.escape(href)}"]` : "";
}

setInterval(() => {
  if (!document.hidden) look().catch(() => {}); // the next look may find the school again
}, LOOK_AGAIN);

offerCopies();
