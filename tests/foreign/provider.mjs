// npm oidc-provider as a region would run it in the place of ours.  What each of several tells, and
// how it is set, comes as JSON.  Whoever comes to its pages is its one person, and agrees to all.
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

function start({ port, claims = {}, acr, client, features = {}, settings = {} }) {
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "school", scope: "openid profile phone email", ...client }],
    cookies: { keys: ["a key of the test"] },
    claims: {
      openid: ["sub", "acr", "amr"],
      profile: ["family_name", "given_name", "middle_name", "birthdate", "gender", "date_of_birth"],
      phone: ["phone_number", "phone_number_verified"],
      email: ["email", "email_verified"],
    },
    acrValues: acr ? [acr] : [],
    features: {
      devInteractions: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = form;
        },
      },
      ...features,
    },
    interactions: { url: (_ctx, { uid }) => `/sign-in/${uid}` },
    findAccount: (_ctx, id) => ({ accountId: id, claims: async () => ({ sub: id, ...claims }) }),
    loadExistingGrant: async (ctx) => {
      const { Grant } = ctx.oidc.provider;
      const grant = new Grant({
        clientId: ctx.oidc.client.clientId,
        accountId: ctx.oidc.session.accountId,
      });
      grant.addOIDCScope("openid profile phone email");
      await grant.save();
      return grant;
    },
    // Its own way out refuses addresses of this machine, where the tests are.
    fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined }),
    ...settings,
  });
  provider.on("server_error", (_ctx, error) => console.error(error));
  provider.on("backchannel.error", (_ctx, error) => console.error(error));

  const pages = provider.callback();
  const server = createServer(async (request, response) => {
    if (!request.url.startsWith("/sign-in/")) return pages(request, response);
    const login = { accountId: "person-1", acr, amr: ["pwd"] };
    return provider.interactionFinished(request, response, { login });
  });
  return new Promise((ready) => server.listen(port, "127.0.0.1", ready));
}

for (const one of JSON.parse(process.env.PROVIDERS)) await start(one);
console.log("ready");
