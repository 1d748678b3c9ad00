/** The heading is read first, and Enter presses nothing by chance. */
export function open(dialog: HTMLDialogElement | null): void {
  dialog?.showModal();
  dialog?.querySelector("h2")?.focus();
}
