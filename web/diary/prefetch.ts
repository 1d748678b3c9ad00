/** Fetches the lesson room's files when the browser is idle, so that one press is enough. */
export function prefetch(addresses: string[]): void {
  if (!addresses.length || savesData()) return;
  const idle = window.requestIdleCallback ?? ((act: () => void) => setTimeout(act, 3000));
  idle(() => {
    for (const address of addresses) {
      const link = document.createElement("link");
      link.rel = "prefetch";
      link.href = address;
      document.head.append(link);
    }
  });
}

function savesData(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData: boolean } };
  return connection?.saveData ?? false;
}
