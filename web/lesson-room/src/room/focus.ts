/** Where the focus goes when what was pressed is about to vanish. */

/** To the bar with the tools, where a pupil goes on. */
export function toTools(): void {
  document.querySelector<HTMLElement>('.bar [tabindex="0"]')?.focus();
}

/** To the same button of the next line, else of the one before, else to `otherwise`. */
export function toNeighbour(button: HTMLElement, otherwise: string): void {
  const line = button.closest("li");
  const near = line?.nextElementSibling ?? line?.previousElementSibling;
  (near?.querySelector("button") ?? document.getElementById(otherwise))?.focus();
}
