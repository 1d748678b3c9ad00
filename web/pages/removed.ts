/** The page of who was sent out of a lesson: says when the teacher lets them in again, and opens the way. */

export {}; // a module of its own

const AGAIN = 10_000; // ms
const LIMIT = 8_000; // ms
const SIGNED_OUT = "signed-out"; // the answer is the page that asks to sign in

const status = document.querySelector<HTMLElement>("[role=status][data-open]");
if (status) wait(status);

function wait(status: HTMLElement): void {
  const timer = setInterval(async () => {
    const why = await reason();
    if (why === "removed-by-teacher" || why === "no-answer") return;
    clearInterval(timer);
    if (why === "") open(status);
    else location.reload(); // another reason has another page
  }, AGAIN);
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

/** The way home steps back: a page has one button to press. */
function open(status: HTMLElement): void {
  document.querySelector("a.btn:not(.go)")?.classList.add("text");
  const way = document.querySelector<HTMLAnchorElement>("a.go");
  if (way) Object.assign(way, { href: ".", hidden: false });
  status.textContent = status.dataset["open"] ?? "";
}
