/** Fetches the lesson room's files when the browser is idle, so that one press is enough. */
export function prefetch(template: Element | null): void {
  if (!(template instanceof HTMLTemplateElement) || savesData()) return;
  const idle = window.requestIdleCallback ?? ((act: () => void) => setTimeout(act, 3000));
  idle(() => {
    for (const file of template.content.querySelectorAll<HTMLElement>("[src], [href]")) {
      const link = document.createElement("link");
      link.rel = "prefetch";
      link.href = file.getAttribute("src") ?? file.getAttribute("href") ?? "";
      document.head.append(link);
    }
  });
}

function savesData(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData: boolean } };
  return connection?.saveData ?? false;
}
