// A relying party by openid-client: one command a line in, one answer a line out.
import { createInterface } from "node:readline";
import * as oidc from "openid-client";

const { ISSUER, CLIENT_ID, CLIENT_SECRET, CLIENT_KEY, KEY_ID, AUTH, ID_TOKEN_ALG } = process.env;
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" };

async function proof() {
  if (AUTH === "none") return oidc.None();
  if (AUTH === "post") return oidc.ClientSecretPost(CLIENT_SECRET);
  if (AUTH === "basic") return oidc.ClientSecretBasic(CLIENT_SECRET);
  const key = await crypto.subtle.importKey("jwk", JSON.parse(CLIENT_KEY), ALGORITHM, false, ["sign"]);
  return oidc.PrivateKeyJwt({ key, kid: KEY_ID });
}

const config = await oidc.discovery(
  new URL(ISSUER),
  CLIENT_ID,
  { id_token_signed_response_alg: ID_TOKEN_ALG || "RS256" },
  await proof(),
  { execute: [oidc.allowInsecureRequests] },
);
oidc.enableNonRepudiationChecks(config);
let asked = {};

const deeds = {
  async ask({ pushed, ...parameters }) {
    asked = { verifier: oidc.randomPKCECodeVerifier(), state: oidc.randomState(), nonce: oidc.randomNonce() };
    asked.maxAge = parameters.max_age === undefined ? undefined : Number(parameters.max_age);
    const all = {
      ...parameters,
      state: asked.state,
      nonce: asked.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(asked.verifier),
      code_challenge_method: "S256",
    };
    const build = pushed ? oidc.buildAuthorizationUrlWithPAR : oidc.buildAuthorizationUrl;
    return { url: (await build(config, all)).href };
  },
  async answer({ url }) {
    const tokens = await oidc.authorizationCodeGrant(config, new URL(url), {
      pkceCodeVerifier: asked.verifier,
      expectedState: asked.state,
      expectedNonce: asked.nonce,
      maxAge: asked.maxAge,
      idTokenExpected: true,
    });
    return { ...tokens, claims: tokens.claims() };
  },
  async userinfo({ token, subject }) {
    return oidc.fetchUserInfo(config, token, subject);
  },
  async refresh({ token }) {
    const tokens = await oidc.refreshTokenGrant(config, token);
    return { ...tokens, claims: tokens.claims() ?? null };
  },
  async revoke({ token }) {
    await oidc.tokenRevocation(config, token);
    return {};
  },
  async leave(parameters) {
    return { url: oidc.buildEndSessionUrl(config, parameters).href };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { deed, ...rest } = JSON.parse(line);
  let answer;
  try {
    answer = await deeds[deed](rest);
  } catch (error) {
    answer = { error: error.error ?? error.code ?? error.message, why: error.cause?.message ?? error.message };
  }
  console.log(JSON.stringify(answer));
}
