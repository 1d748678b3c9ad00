// A client system by the npm package esia: one command a line in, one answer a line out.
import { createInterface } from "node:readline";
import esia from "esia";

const { ESIA, MNEMONIC, REDIRECT_URI, SCOPE, CERTIFICATE, KEY } = process.env;
const system = esia({
  esiaUrl: ESIA,
  clientId: MNEMONIC,
  redirectUri: REDIRECT_URI,
  scope: SCOPE,
  certificate: CERTIFICATE,
  key: KEY,
});

const deeds = {
  ask: () => system.getAuth(),
  access: ({ code, paths }) => system.getAccess(code, paths),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { deed, ...rest } = JSON.parse(line);
  const answer = await Promise.resolve(deeds[deed](rest)).catch((error) => ({ error: error.message }));
  console.log(JSON.stringify(answer));
}
