/** The page of who was sent out of a lesson: says when the teacher lets them in again, and opens the way. */

export {}; // a module of its own

const SOON = 3_000; // ms, in the first minute: most are let in at once or much later
const AGAIN = 10_000; // ms
const FIRST = 60_000; // ms
const LIMIT = 8_000; // ms
const SIGNED_OUT = "signed-out"; // the answer is the page that asks to sign in

const status = document.querySelector<HTMLElement>("[role=status][data-open]");
if (status) wait(status);

function wait(status: HTMLElement, waited = 0): void {
  const pause = waited < FIRST ? SOON : AGAIN;
  setTimeout(async () => {
    const why = await reason();
    if (why === "removed-by-teacher" || why === "no-answer") wait(status, waited + pause);
    else if (why === "") open(status);
    else location.reload(); // another reason has another page
  }, pause);
}

/** Why the door is closed; "" when it is open. */
async function reason(): Promise<string> {
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch("state", { headers, cache: "no-store", signal: AbortSignal.timeout(LIMIT) });
    if (answer.redirected || answer.status >= 500) return answer.redirected ? SIGNED_OUT : "no-answer";
    if (answer.ok) return "";
    return (await answer.json()).refusal.why;
  } catch {
    return "no-answer";
  }
}

/** Nothing of the old page's words stays; the way home steps back: a page has one button to press. */
function open(status: HTMLElement): void {
  document.querySelector("a.btn:not(.go)")?.classList.add("text");
  const way = document.querySelector<HTMLAnchorElement>("a.go");
  if (way) Object.assign(way, { href: ".", hidden: false });
  const heading = document.querySelector("h1");
  if (heading) heading.textContent = status.dataset["heading"] ?? "";
  status.textContent = status.dataset["open"] ?? "";
}
