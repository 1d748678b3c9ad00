/**
 * What is typed into a long form outlives a reload and a lost connection: it is kept in this tab,
 * under the name that the page gives it.  It goes when the form comes with another name, when it
 * has rested for half an hour, and with the page behind the form, which has none.
 */

export {}; // a module of its own

const KEY = "draft";
const LIVES = 30 * 60_000;

interface Draft {
  name: string;
  typed: Record<string, string>;
  at: number;
}

const forms = [...document.querySelectorAll<HTMLFormElement>("form[data-draft]")];
const kept = living(forms.map((form) => form.dataset["draft"]));
if (!kept) sessionStorage.removeItem(KEY);

for (const form of forms) {
  const name = form.dataset["draft"] ?? "";
  const typed = kept?.typed ?? {};
  const fields = [...form.querySelectorAll<HTMLInputElement>("input:not([type=hidden], [type=password])")];
  for (const field of fields) {
    const value = typed[field.name];
    if (value === undefined) continue;
    if (field.type === "radio") field.checked = field.value === value;
    else field.value = value;
  }
  form.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !fields.includes(target)) return;
    typed[target.name] = target.value;
    sessionStorage.setItem(KEY, JSON.stringify({ name, typed, at: Date.now() } satisfies Draft));
  });
}

/** The draft of a form on this page. */
function living(names: (string | undefined)[]): Draft | null {
  try {
    const found: Draft | null = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return found && names.includes(found.name) && Date.now() - found.at < LIVES ? found : null;
  } catch {
    return null;
  }
}
