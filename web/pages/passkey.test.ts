// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";

const PAGE = `<form id="password"><input name="identifier"></form>
  <div data-passkeys="civic_passkeys" hidden>
    <form data-passkey="prove" data-options="/options" hidden>
      <input type="hidden" name="credential"><button>По отпечатку</button>
      <p data-said="Не получилось." hidden><span></span></p>
    </form></div>
  <div data-unable>Нельзя</div>`;

const bytes = (...values: number[]) => new Uint8Array(values).buffer;
const form = () => document.querySelector<HTMLFormElement>("[data-passkey]");
const field = () => document.querySelector<HTMLInputElement>("[name=credential]");
const said = () => document.querySelector<HTMLElement>("[data-said]");

class Credential {
  id = "AQI";
  rawId = bytes(1, 2);
  type = "public-key";
  response = { clientDataJSON: bytes(251, 255), signature: bytes(3), other: bytes(9) };
  static isUserVerifyingPlatformAuthenticatorAvailable = async () => true;
}

const get = vi.fn();

async function open(host = "civic.localhost", able = true): Promise<void> {
  document.body.innerHTML = PAGE;
  // biome-ignore lint/suspicious/noDocumentCookie: as the script itself
  document.cookie = "civic_passkeys=; Max-Age=0";
  vi.stubGlobal("location", { ...window.location, hostname: host, protocol: "http:" });
  if (able) vi.stubGlobal("PublicKeyCredential", Credential);
  else Reflect.deleteProperty(window, "PublicKeyCredential");
  vi.stubGlobal("fetch", async () => ({
    ok: true,
    redirected: false,
    json: async () => ({ challenge: "-_8" }),
  }));
  Object.defineProperty(navigator, "credentials", { value: { get }, configurable: true });
  vi.resetModules();
  await import("./passkey");
  await vi.dynamicImportSettled();
}

const press = () => form()?.dispatchEvent(new Event("submit", { cancelable: true }));

beforeEach(() => {
  vi.unstubAllGlobals();
  get.mockReset();
});

test("the way is shown where browser and host can", async () => {
  await open();
  expect([form()?.hidden, form()?.parentElement?.hidden]).toEqual([false, false]);
  expect(document.querySelector<HTMLElement>("[data-unable]")?.hidden).toBe(true);
});

test("it stays hidden without the browser's help, and at an address without a name", async () => {
  await open("civic.localhost", false);
  expect(form()?.hidden).toBe(true);
  for (const host of ["127.0.0.1", "[::1]"]) {
    await open(host);
    expect(form()?.hidden).toBe(true);
  }
});

test("a press asks the device, and sends the answer as text", async () => {
  await open();
  get.mockResolvedValue(new Credential());
  const sent = vi.spyOn(HTMLFormElement.prototype, "submit").mockImplementation(() => {});
  press();
  press(); // a double press asks once
  await vi.waitFor(() => expect(sent).toHaveBeenCalledOnce());
  expect(new Uint8Array(get.mock.calls[0]?.[0].publicKey.challenge)).toEqual(new Uint8Array([251, 255]));
  expect(JSON.parse(field()?.value ?? "")).toEqual({
    id: "AQI",
    rawId: "AQI",
    type: "public-key",
    response: { clientDataJSON: "-_8", signature: "Aw" },
  });
});

test("who thinks better of it is told, and can press again", async () => {
  await open();
  get.mockRejectedValue(new DOMException("no", "NotAllowedError"));
  press();
  await vi.waitFor(() => expect(said()?.hidden).toBe(false));
  expect(said()?.textContent).toContain("Не получилось.");
  expect(form()?.hasAttribute("aria-busy")).toBe(false);
});

test("the site learns that the device can keep keys", async () => {
  await open();
  await vi.waitFor(() => expect(document.cookie).toContain("civic_passkeys=1"));
});
