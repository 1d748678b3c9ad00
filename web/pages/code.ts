/**
 * The page of a one-time code: six slots over the one real input, the sixth digit sends, and the
 * wait for the next code is counted down.  The page works without this script.
 */

export {}; // a module of its own

const DIGITS = 6;
const SECOND = 1000; // ms
const MINUTE = 60; // seconds

const form = document.querySelector<HTMLFormElement>("#code-form");
const input = form?.querySelector<HTMLInputElement>("#id_code");
if (form && input) slots(form, input);

const count = document.getElementById("count");
const again = document.getElementById("resend");
if (count && again && !count.hidden) countDown(count, again);

function slots(form: HTMLFormElement, input: HTMLInputElement): void {
  const drawn = document.createElement("span");
  drawn.className = "slots";
  drawn.ariaHidden = "true";
  drawn.append(...Array.from({ length: DIGITS }, () => document.createElement("i")));
  input.before(drawn);
  input.parentElement?.classList.add("drawn");
  const draw = () => show(drawn, input);
  for (const event of ["input", "focus", "blur", "select", "keyup", "click"])
    input.addEventListener(event, draw);
  document.addEventListener("selectionchange", draw);
  input.addEventListener("input", () => {
    const digits = input.value.replace(/\D/g, "").slice(0, DIGITS);
    if (digits !== input.value) input.value = digits;
    draw();
    if (digits.length === DIGITS) form.requestSubmit();
  });
  form.addEventListener("submit", (event) => sendOnce(form, event));
  addEventListener("pageshow", () => form.removeAttribute("aria-busy")); // back from the next page
  input.select(); // a wrong code stays, and the next digit replaces it
  draw();
}

/** A second press sends nothing. */
function sendOnce(form: HTMLFormElement, event: Event): void {
  if (form.ariaBusy === "true") event.preventDefault();
  form.ariaBusy = "true";
}

function show(drawn: HTMLElement, input: HTMLInputElement): void {
  const focused = document.activeElement === input;
  const [from, to] = [input.selectionStart ?? 0, input.selectionEnd ?? 0];
  for (const [place, slot] of [...drawn.children].entries()) {
    slot.textContent = input.value[place] ?? "";
    slot.classList.toggle("chosen", focused && place >= from && place < to);
    slot.classList.toggle("on", focused && from === to && place === Math.min(from, DIGITS - 1));
  }
}

/** By the moment at which the page came, so that a sleeping tab is right when it wakes. */
function countDown(count: HTMLElement, again: HTMLElement): void {
  const whole = Number(count.dataset["whole"]);
  const end = performance.now() + Number(count.dataset["left"]) * SECOND;
  let before = Number(count.dataset["left"]);
  const timer = setInterval(tick, SECOND / 4);
  tick();

  function tick(): void {
    const left = Math.max(Math.ceil((end - performance.now()) / SECOND), 0);
    if (left !== before) tell(count, before, left);
    before = left;
    const clock = count.querySelector("b");
    if (clock) clock.textContent = `${two(Math.floor(left / MINUTE))}:${two(left % MINUTE)}`;
    count.querySelector<HTMLElement>(".ring")?.style.setProperty("--p", `${(100 * left) / whole}%`);
    if (left) return;
    clearInterval(timer);
    count.hidden = true;
    again.hidden = false;
    document.getElementById("ahead")?.remove();
  }
}

/** A screen reader hears it at one minute, at half a minute and at the end, not each second. */
function tell(count: HTMLElement, before: number, left: number): void {
  const { minute = "", half = "", end = "" } = count.dataset;
  const at: [number, string][] = [
    [MINUTE, minute],
    [MINUTE / 2, half],
    [0, end],
  ];
  const said = document.getElementById("said");
  for (const [moment, words] of at) {
    if (said && before > moment && left <= moment) said.textContent = words;
  }
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
