/** Puts a part of the page fetched anew in the place of the old one. */

/** Focus, open folds and the place on the screen stay; return what the new part has to say. */
export function replace(old: HTMLElement, fresh: HTMLElement): string[] {
  const heard = new Set(sayings(old));
  const row = firstOnScreen(old);
  const top = row?.getBoundingClientRect().top;
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const folds = fresh.querySelectorAll("details");
  old.querySelectorAll("details").forEach((fold, n) => {
    if (folds[n]) folds[n].open = fold.open;
  });
  old.replaceWith(fresh);
  if (focused) refocus(focused, fresh);
  const moved = row?.id ? document.getElementById(row.id) : null;
  if (moved && top !== undefined) scrollBy(0, moved.getBoundingClientRect().top - top);
  return sayings(fresh).filter((words) => !heard.has(words));
}

function sayings(part: HTMLElement): string[] {
  return [...part.querySelectorAll<HTMLElement>("[data-say]")].map((row) => row.dataset["say"] ?? "");
}

function firstOnScreen(part: HTMLElement): Element | undefined {
  return [...part.querySelectorAll("li[id]")].find((row) => row.getBoundingClientRect().bottom > 0);
}

/** The same control of the same lesson, or the lesson itself where that is gone. */
function refocus(focused: Element, fresh: HTMLElement): void {
  const id = focused.closest("[id]")?.id;
  const row = id ? fresh.querySelector<HTMLElement>(`[id="${id}"]`) : null;
  const same = (row ?? fresh).querySelector<HTMLElement>(focused.tagName.toLowerCase());
  const place = same ?? row ?? fresh;
  if (!same) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}
