// The npm package oidc-provider with our people: node provider.mjs PORT PLATFORM PEOPLE.json
// Its routes, its claims in the ID token, its silence about unknown scopes and its question at sign-out are its own.
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

import { Provider, interactionPolicy } from "oidc-provider";

import { choicesFor, EID, findAccount, wantsEid } from "./people.mjs";
import { confirmPage, leavePage, peoplePage, plainPage, style } from "./pages.mjs";

const [port, platform, peopleFile] = process.argv.slice(2);
const people = JSON.parse(readFileSync(peopleFile, "utf8"));
const issuer = `http://localhost:${port}`;
const { port: platformPort } = new URL(platform);
const bothNames = (path) => ["localhost", "127.0.0.1"].map((host) => `http://${host}:${platformPort}${path}`);
const formTargets = ["'self'", ...bothNames("")].join(" ");

function signingKey() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256" };
}

function policy() {
  const { base, Check } = interactionPolicy;
  const prompts = base();
  const { checks } = prompts.get("login");
  checks.add(
    new Check("capacity", "another capacity is asked", ({ oidc }) =>
      oidc.session.accountId !== undefined && !choicesFor(people, oidc.params.login_hint).some(({ id }) => id === oidc.session.accountId)),
  );
  checks.add(
    new Check("means", "a stronger proof is asked", ({ oidc }) => wantsEid(oidc.params) && oidc.session.acr !== EID),
  );
  return prompts;
}

async function grantEverythingAsked(ctx) {
  const { client, session, provider, params } = ctx.oidc;
  const known = session.grantIdFor(client.clientId);
  const grant = known ? await provider.Grant.find(known) : new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
  grant.addOIDCScope(params.scope);
  await grant.save();
  return grant;
}

const provider = new Provider(issuer, {
  acrValues: [EID, "urn:be:vlaanderen:authmech:csamtotp"],
  claims: {
    acr: null,
    auth_time: null,
    iss: null,
    openid: ["sub"],
    profile: ["given_name", "family_name"],
    rrn: ["rrn"],
    vo: ["vo_id", "vo_doelgroepcode", "vo_orgcode", "vo_orgnaam"],
    lbk: ["lbk_rol_3d"],
    wettelijkvertegenwoordiger: ["wv_orgcode"],
    ssm_mandaat: ["ssm_mandaatgever"],
  },
  clients: [
    {
      client_id: "loopbaankrediet",
      token_endpoint_auth_method: "private_key_jwt",
      token_endpoint_auth_signing_alg: "RS256",
      jwks_uri: `${platform}/aanmelden/sleutels.json`,
      id_token_signed_response_alg: "RS256",
      response_types: ["code"],
      grant_types: ["authorization_code"],
      redirect_uris: bothNames("/aanmelden/terug/"),
      post_logout_redirect_uris: [...bothNames("/afgemeld/"), ...bothNames("/aanmelden/")],
    },
  ],
  conformIdTokenClaims: false,
  cookies: { keys: [randomBytes(32).toString("hex")], names: { session: "peer_session", interaction: "peer_step", resume: "peer_resume" } },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => show(ctx, leavePage(form)),
      postLogoutSuccessSource: (ctx) => show(ctx, plainPage("Je bent afgemeld", "Sluit dit venster.")),
    },
  },
  // It refuses to fetch from this machine itself; here the client lives on it.
  fetch: (url, { dispatcher, ...options }) =>
    globalThis.fetch(url, url.startsWith(`${platform}/`) ? options : { dispatcher, ...options }),
  findAccount: (_ctx, id) => findAccount(people, id),
  interactions: { policy: policy(), url: (_ctx, { uid }) => `/keuze/${uid}` },
  jwks: { keys: [signingKey()] },
  loadExistingGrant: grantEverythingAsked,
  pkce: { required: () => true },
  renderError: (ctx, out) => show(ctx, plainPage("Dit kan niet", `${out.error}: ${out.error_description ?? ""}`)),
  routes: { authorization: "/inloggen", token: "/penning", userinfo: "/wie", jwks: "/sleutels", end_session: "/weg" },
  ttl: { AuthorizationCode: 30, AccessToken: 300, IdToken: 300, Interaction: 3600, Session: 28800, Grant: 28800 },
});

for (const event of ["authorization.error", "grant.error", "userinfo.error", "end_session.error", "server_error"]) {
  provider.on(event, (_ctx, error) => console.error(event, error));
}

function headers(type) {
  return {
    "content-type": `${type}; charset=utf-8`,
    "content-security-policy": `default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action ${formTargets}`,
    "cache-control": "no-store",
  };
}

function show(ctx, html) {
  ctx.set(headers("text/html"));
  ctx.body = html;
}

async function asForm(request) {
  let text = "";
  for await (const piece of request) text += piece;
  return new URLSearchParams(text);
}

async function choose(request, response) {
  const { params, session } = await provider.interactionDetails(request, response);
  const confirming = Boolean(session?.accountId) && wantsEid(params);
  const choices = choicesFor(people, params.login_hint);
  if (request.method === "GET") {
    response.writeHead(200, headers("text/html"));
    response.end(confirming ? confirmPage(people, session.accountId) : peoplePage(choices));
    return;
  }
  const form = await asForm(request);
  if (form.has("annuleer")) {
    await provider.interactionFinished(request, response, { error: "access_denied" });
    return;
  }
  const accountId = confirming ? session.accountId : choices.find(({ id }) => id === form.get("wie"))?.id;
  if (accountId === undefined) throw new Error("nobody was chosen");
  const login = { accountId, ...(wantsEid(params) ? { acr: EID } : {}) };
  await provider.interactionFinished(request, response, { login });
}

const answer = provider.callback();
createServer((request, response) => {
  if (request.url === "/stijl.css") {
    response.writeHead(200, headers("text/css"));
    response.end(style);
  } else if (request.url.startsWith("/keuze/")) {
    choose(request, response).catch((error) => {
      response.writeHead(400, headers("text/html"));
      response.end(plainPage("Dit kan niet", error.message));
    });
  } else {
    answer(request, response);
  }
}).listen(Number(port), "127.0.0.1");
