// npm oidc-provider as one would run it: rows in SQLite on disk, argon2id of the same cost,
// one process for each processor.
import cluster from "node:cluster";
import { argon2, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { availableParallelism } from "node:os";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import { Provider } from "oidc-provider";

const { PORT, DATABASE, BACK, ISSUER = `http://127.0.0.1:${PORT}` } = process.env;
const SALT = Buffer.from("sixteen bytes ok");
const hash = promisify(argon2);
const cost = { parallelism: 1, tagLength: 32, memory: 19 * 1024, passes: 2 };
const hashed = (message) => hash("argon2id", { message, nonce: SALT, ...cost });

function open() {
  const rows = new DatabaseSync(DATABASE);
  rows.exec("PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
  rows.exec("CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, body TEXT, grant_id TEXT, uid TEXT, until REAL)");
  rows.exec("CREATE INDEX IF NOT EXISTS by_grant ON kept(grant_id); CREATE INDEX IF NOT EXISTS by_uid ON kept(uid)");
  return {
    put: rows.prepare("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)"),
    get: rows.prepare("SELECT body FROM kept WHERE key = ? AND until > ?"),
    uid: rows.prepare("SELECT body FROM kept WHERE uid = ? AND until > ?"),
    drop: rows.prepare("DELETE FROM kept WHERE key = ?"),
    end: rows.prepare("DELETE FROM kept WHERE grant_id = ?"),
  };
}

function adapter(rows) {
  const now = () => Date.now() / 1000;
  const read = (row) => (row ? JSON.parse(row.body) : undefined);
  return class {
    constructor(kind) {
      this.kind = kind;
    }
    key(id) {
      return `${this.kind}:${id}`;
    }
    async upsert(id, body, seconds) {
      const uid = this.kind === "Session" ? (body.uid ?? null) : null;
      rows.put.run(this.key(id), JSON.stringify(body), body.grantId ?? null, uid, now() + (seconds ?? 1e9));
    }
    async find(id) {
      return read(rows.get.get(this.key(id), now()));
    }
    async findByUid(uid) {
      return read(rows.uid.get(uid, now()));
    }
    async consume(id) {
      const body = await this.find(id);
      if (body) await this.upsert(id, { ...body, consumed: Math.floor(now()) }, 3600);
    }
    async destroy(id) {
      rows.drop.run(this.key(id));
    }
    async revokeByGrantId(grant) {
      rows.end.run(grant);
    }
  };
}

function serve() {
  const client = {
    client_id: "bench",
    client_secret: "bench-secret-bench-secret-bench-secret",
    redirect_uris: [BACK],
    token_endpoint_auth_method: "client_secret_post",
  };
  const provider = new Provider(ISSUER, {
    adapter: adapter(open()),
    clients: [client],
    jwks: JSON.parse(process.env.KEYS),
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ["the same in every process of it"] },
    claims: { openid: ["sub"], profile: ["given_name", "family_name"] },
    interactions: { url: (_ctx, { uid }) => `/sign-in/${uid}` },
    findAccount: (_ctx, id) => ({ accountId: id, claims: async () => ({ sub: id, given_name: "A", family_name: "B" }) }),
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope("openid profile");
      await grant.save();
      return grant;
    },
  });
  const known = hashed(process.env.PASSWORD);
  const pages = provider.callback();
  const server = createServer(async (request, response) => {
    if (!request.url.startsWith("/sign-in/")) return pages(request, response);
    if (request.method === "GET") {
      await provider.interactionDetails(request, response);
      response.setHeader("Content-Type", "text/html");
      return response.end(`<form method="post" action="${request.url}"><input name="identifier"><input name="password"></form>`);
    }
    let body = "";
    for await (const part of request) body += part;
    const said = new URLSearchParams(body);
    const right = timingSafeEqual(await hashed(said.get("password")), await known);
    if (!right) return response.writeHead(403).end();
    await provider.interactionFinished(request, response, { login: { accountId: said.get("identifier"), amr: ["pwd"] } });
  });
  server.keepAliveTimeout = 60_000; // as long as the others keep a line
  server.listen(Number(PORT), "127.0.0.1");
}

if (cluster.isPrimary) for (let each = 0; each < availableParallelism(); each++) cluster.fork();
else serve();
