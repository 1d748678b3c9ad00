/** Rows that change by the clock alone, without a word from the server. */

/** Bring the rows to moment `now`; return what there is to say about it. */
export function turn(root: ParentNode, now: number): string[] {
  const said = open(root, now);
  for (const words of root.querySelectorAll<HTMLElement>("[data-from]")) {
    words.hidden = now < at(words, "from");
  }
  for (const words of root.querySelectorAll<HTMLElement>("[data-until]")) {
    words.hidden = now >= at(words, "until");
  }
  for (const row of root.querySelectorAll<HTMLElement>("[data-ends]")) {
    if (now >= at(row, "ends")) close(row);
  }
  return said;
}

/** The green button is in the page before its time, as a template that nobody sees or reaches. */
function open(root: ParentNode, now: number): string[] {
  const said: string[] = [];
  for (const template of root.querySelectorAll<HTMLTemplateElement>("template[data-opens]")) {
    const row = template.closest("li");
    const live = template.content.querySelector("li");
    if (!row || !live || now < at(template, "opens")) continue;
    row.replaceWith(live);
    said.push(live.dataset["say"] ?? "");
  }
  return said;
}

function close(row: HTMLElement): void {
  row.className = "les past";
  row.removeAttribute("data-ends");
  for (const gone of row.querySelectorAll(".btn, .chip, .foot")) gone.remove();
}

function at(element: HTMLElement, name: string): number {
  return Number(element.dataset[name]);
}
