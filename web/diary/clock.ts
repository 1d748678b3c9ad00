/** The school's clock in this browser.  Seconds since 1970, as the page writes its moments. */
export type Clock = () => number;

/** `made` is the server's time when the page was made, `arrived` the browser's when it came (ms). */
export function clockOf(made: number, arrived: number): Clock {
  const ahead = made - arrived / 1000;
  return () => Date.now() / 1000 + ahead;
}

/** When this page's first byte came: scripts may run seconds later on a slow phone. */
export function pageArrived(): number {
  const [page] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return page?.responseStart ? performance.timeOrigin + page.responseStart : Date.now();
}
