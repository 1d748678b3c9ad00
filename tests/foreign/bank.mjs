// A bank that others wrote: npm oidc-provider with one client and one customer.
//
// Environment: CALLBACK, CLAIMS (JSON, the customer's), PUSHED ("on": requests must be pushed).
// Prints its issuer.  There is no page: whoever comes is signed in as the customer, and agrees.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const customer = JSON.parse(process.env.CLAIMS);
const server = createServer();
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "parta",
      client_secret: "a secret of the two",
      redirect_uris: [process.env.CALLBACK],
      grant_types: ["authorization_code"],
      response_types: ["code"],
    },
  ],
  claims: {
    openid: ["sub"],
    profile: ["family_name", "given_name", "middle_name", "birthdate"],
    passport: ["identification"],
  },
  scopes: ["openid", "profile", "passport"],
  features: {
    devInteractions: { enabled: false },
    claimsParameter: { enabled: true },
    pushedAuthorizationRequests: {
      enabled: process.env.PUSHED === "on",
      requirePushedAuthorizationRequests: process.env.PUSHED === "on",
    },
  },
  pkce: { required: () => true },
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...customer }) }),
});

const answer = provider.callback();
server.on("request", async (request, response) => {
  if (!request.url.startsWith("/interaction/")) return answer(request, response);
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === "login") {
    const login = { accountId: "customer-7" };
    return provider.interactionFinished(request, response, { login });
  }
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  grant.addOIDCClaims(["family_name", "given_name", "middle_name", "birthdate", "identification"]);
  const consent = { grantId: await grant.save() };
  return provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
});
console.log(issuer);
