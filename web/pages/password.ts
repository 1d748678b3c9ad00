/** A button beside each password that shows what is typed.  The page works without it. */

export {}; // a module of its own

const template = document.querySelector<HTMLTemplateElement>("#show-password");
for (const input of document.querySelectorAll<HTMLInputElement>("input[type=password]")) {
  const button = template?.content.cloneNode(true).firstChild;
  if (button instanceof HTMLButtonElement) offer(button, input);
}

function offer(button: HTMLButtonElement, input: HTMLInputElement): void {
  input.after(button);
  button.addEventListener("click", () => show(input.type === "password"));
  input.form?.addEventListener("submit", () => show(false)); // browsers keep passwords, not texts

  function show(shown: boolean): void {
    input.type = shown ? "text" : "password";
    button.ariaPressed = String(shown);
  }
}
