/**
 * What is typed into a long form outlives a reload and a lost connection: it is kept in this tab,
 * under the name that the page gives it, until the form comes with another name.
 */

export {}; // a module of its own

const KEY = "draft";

interface Draft {
  name: string;
  typed: Record<string, string>;
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) {
  const name = form.dataset["draft"] ?? "";
  const kept = read();
  const typed = kept?.name === name ? kept.typed : {};
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
    sessionStorage.setItem(KEY, JSON.stringify({ name, typed } satisfies Draft));
  });
}

function read(): Draft | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  } catch {
    return null;
  }
}
