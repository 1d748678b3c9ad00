/**
 * Passkeys: shown where browser and host can, asked of the device, sent as a form.  The pages work
 * without this script; then there is the password.
 */

export {}; // a module of its own

type Mode = "prove" | "make";
type Json = Record<string, unknown>;
type Options = PublicKeyCredentialCreationOptions & PublicKeyCredentialRequestOptions;
type Written<T> = Omit<T, "id"> & { id: string };

/** The options as JSON has them. */
interface Wire extends Omit<Options, "challenge" | "user" | "excludeCredentials"> {
  challenge: string;
  user?: Written<PublicKeyCredentialUserEntity>;
  excludeCredentials?: Written<PublicKeyCredentialDescriptor>[];
}

const ANEW = 10 * 60 * 1000; // ms: a waiting request is asked with a new challenge
const DAY = 86_400; // seconds

let waiting = new AbortController();

const host = location.hostname;
const able = "PublicKeyCredential" in window && !/^[\d.]+$|:/.test(host);
if (able) for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) offer(form);

function offer(form: HTMLFormElement): void {
  const mode: Mode = form.dataset["passkey"] === "make" ? "make" : "prove";
  const around = form.closest<HTMLElement>("[data-passkeys]");
  form.hidden = false;
  if (around) around.hidden = false;
  for (const note of document.querySelectorAll<HTMLElement>("[data-unable]")) note.hidden = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.hasAttribute("aria-busy")) return;
    form.setAttribute("aria-busy", "true");
    waiting.abort();
    ask(form, mode).catch((trouble: unknown) => fail(form, trouble));
  });
  addEventListener("pageshow", () => form.removeAttribute("aria-busy")); // back from the next page
  if (!around) return;
  remember(around.dataset["passkeys"] ?? "").catch(() => {});
  waitForChoice(form).catch(() => {}); // whoever types a password loses nothing
}

/** The browser's own list of passkeys, in the field of the name, until one is chosen. */
async function waitForChoice(form: HTMLFormElement): Promise<void> {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  const timer = setTimeout(() => {
    waiting.abort();
    waiting = new AbortController();
    waitForChoice(form).catch(() => {});
  }, ANEW);
  waiting.signal.addEventListener("abort", () => clearTimeout(timer));
  await ask(form, "prove", "conditional");
}

/** So that the site offers a key only to a device that can keep one. */
async function remember(cookie: string): Promise<void> {
  if (!(await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable())) return;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in every browser
  document.cookie = `${cookie}=1; Path=/; SameSite=Lax; Max-Age=${DAY}${secure}`;
}

async function ask(
  form: HTMLFormElement,
  mode: Mode,
  mediation?: CredentialMediationRequirement,
): Promise<void> {
  const { signal } = waiting;
  const answer = await fetch(form.dataset["options"] ?? "", { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) throw new Error(`options: ${answer.status}`);
  const publicKey = bytesIn(await answer.json());
  const request = mediation ? { publicKey, mediation, signal } : { publicKey };
  const found = await (mode === "make"
    ? navigator.credentials.create({ publicKey })
    : navigator.credentials.get(request));
  if (!(found instanceof PublicKeyCredential)) throw new Error("no credential");
  const field = form.querySelector<HTMLInputElement>("[name=credential]");
  if (field) field.value = JSON.stringify(plain(found));
  form.submit();
}

function fail(form: HTMLFormElement, trouble: unknown): void {
  form.removeAttribute("aria-busy");
  waiting = new AbortController();
  const note = form.querySelector<HTMLElement>("[data-said]");
  const text = note?.querySelector("span");
  if (!note || !text) return;
  const known = trouble instanceof Error && trouble.name === "InvalidStateError";
  text.textContent = (known && note.dataset["known"]) || note.dataset["said"] || "";
  note.hidden = false;
}

/** What JSON writes in base64url, as the browser wants it. */
function bytesIn({ challenge, user, excludeCredentials, ...options }: Wire): Options {
  return {
    ...options,
    challenge: bytes(challenge),
    ...(user && { user: { ...user, id: bytes(user.id) } }),
    ...(excludeCredentials && {
      excludeCredentials: excludeCredentials.map((each) => ({ ...each, id: bytes(each.id) })),
    }),
  } as Options;
}

/** The credential as JSON; browsers before 2025 have no toJSON of their own. */
function plain({ id, rawId, type, response }: PublicKeyCredential): Json {
  const told: Json = {};
  for (const name of [
    "clientDataJSON",
    "attestationObject",
    "authenticatorData",
    "signature",
    "userHandle",
  ]) {
    const value: unknown = Reflect.get(response, name);
    if (value instanceof ArrayBuffer) told[name] = text(value);
  }
  return { id, rawId: text(rawId), type, response: told };
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const binary = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}
