/** The page of a lesson that has not begun: counts down by the school's clock, then opens the button. */

export {}; // a module of its own

const TICK = 1000; // ms

const door = document.getElementById("door");
const status = document.querySelector<HTMLElement>("[role=status]");
if (door && status) wait(door, status);

function wait(door: HTMLElement, status: HTMLElement): void {
  const ahead = moment(door.dataset["now"]) - Date.now();
  const opens = moment(door.dataset["opens"]);
  show("by-itself");
  const timer = setInterval(() => {
    const left = opens - Date.now() - ahead;
    if (left > 0) return count(left);
    clearInterval(timer);
    open(door, status);
  }, TICK);
}

function open(door: HTMLElement, status: HTMLElement): void {
  door.querySelector("button")?.remove();
  door.querySelector("a")?.removeAttribute("hidden");
  document.getElementById("wait")?.remove();
  status.textContent = status.dataset["open"] ?? "";
}

function count(left: number): void {
  const place = document.getElementById("left");
  const minutes = new Intl.NumberFormat(document.documentElement.lang, {
    style: "unit",
    unit: "minute",
    unitDisplay: "long",
  });
  if (place) place.textContent = minutes.format(Math.ceil(left / 60_000));
}

function show(id: string): void {
  document.getElementById(id)?.removeAttribute("hidden");
}

function moment(text = ""): number {
  return Date.parse(text);
}
