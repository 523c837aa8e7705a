// A real identity provider of our own: Keycloak on a free port of the loopback interface, its realm made by its own
// administration interface, stopped by its process id. `e2e/run` has fetched and unpacked it.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { start } from '../../conformance/lib/background.js';
import { jdk } from './jdk.js';

const UNPACKED = join(dirname(fileURLToPath(import.meta.url)), '../target/keycloak');
const READY_MS = 300000;
const REALM = 'e2e';
const ADMIN = { username: 'admin', password: randomBytes(12).toString('hex') };
/** Where the browser is sent back to; nothing listens there, the code is taken from the address. */
const REDIRECT = 'http://127.0.0.1:9/back';

/** Its administrator, for whoever types commands of its own. */
export const administrator = ADMIN;
export const commands = join(UNPACKED, 'bin');

/** Starts one with an empty realm, by these options besides ours; gives a `Keycloak`. */
export async function startKeycloak(options = []) {
  const folder = mkdtempSync(join(tmpdir(), 'e2e-keycloak-'));
  cpSync(UNPACKED, folder, { recursive: true });
  const log = join(folder, 'keycloak.log');
  const command = [
    join(folder, 'bin/kc.sh'),
    'start-dev',
    '--db=dev-mem',
    '--http-host=127.0.0.1',
    // It takes a port that is free when it has started, not one that was when it began to.
    '--http-port=0',
    ...options,
  ];
  const server = await start('Keycloak', command, {
    log,
    cwd: folder,
    env: {
      JAVA_HOME: jdk(),
      JAVA_OPTS_KC_HEAP: '-Xms64m -Xmx400m',
      KC_BOOTSTRAP_ADMIN_USERNAME: ADMIN.username,
      KC_BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
    },
    ready: async () => listening(log) !== undefined,
    readyMs: READY_MS,
  });
  const keycloak = new Keycloak(listening(log), async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const realm = {
    realm: REALM,
    enabled: true,
    sslRequired: 'none',
    // No token ends by itself while a slow machine still works with it.
    accessTokenLifespan: 3600,
  };
  await keycloak.admin('POST', '', realm, '');
  return keycloak;
}

/** Where it says that it listens. */
const listening = (log) => /Listening on: (http:\S+)/.exec(readFileSync(log, 'utf8'))?.[1];

export class Keycloak {
  #url;

  constructor(url, stop) {
    this.#url = url;
    this.stop = stop;
  }

  get url() {
    return this.#url;
  }

  get issuer() {
    return `${this.#url}/realms/${REALM}`;
  }

  endpoint(name) {
    return `${this.issuer}/protocol/openid-connect/${name}`;
  }

  /** Asks its administration interface; gives the answer, or the id of what was made. */
  async admin(method, path, body, realm = `/${REALM}`) {
    const token = await form(`${this.#url}/realms/master/protocol/openid-connect/token`, {
      grant_type: 'password',
      client_id: 'admin-cli',
      ...ADMIN,
    });
    const answer = await fetch(`${this.#url}/admin/realms${realm}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token.access_token}`,
        'content-type': 'application/json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? answer.headers.get('location')?.split('/').at(-1) : JSON.parse(text);
  }

  /** A scope that clients may ask for; with an audience, tokens that have it are meant for that. Gives its id. */
  async addScope(name, audience) {
    const mapper = {
      name: 'audience',
      protocol: 'openid-connect',
      protocolMapper: 'oidc-audience-mapper',
      config: { 'included.custom.audience': audience, 'access.token.claim': 'true' },
    };
    return this.admin('POST', '/client-scopes', {
      name,
      protocol: 'openid-connect',
      attributes: { 'include.in.token.scope': 'true' },
      protocolMappers: audience === undefined ? [] : [mapper],
    });
  }

  /** From now on a scope is granted only to those who have a role. */
  async keepScopeFor(scope, role) {
    const roles = [await this.admin('GET', `/roles/${role}`)];
    await this.admin('POST', `/client-scopes/${scope}/scope-mappings/realm`, roles);
  }

  /** A scope that puts a claim of this value into the tokens that have it. */
  async addClaim(name, claim, value) {
    const mapper = {
      name: claim,
      protocol: 'openid-connect',
      protocolMapper: 'oidc-hardcoded-claim-mapper',
      config: {
        'claim.name': claim,
        'claim.value': JSON.stringify(value),
        'jsonType.label': 'JSON',
        'access.token.claim': 'true',
      },
    };
    await this.admin('POST', '/client-scopes', {
      name,
      protocol: 'openid-connect',
      attributes: { 'include.in.token.scope': 'false' },
      protocolMappers: [mapper],
    });
  }

  /** A client with a secret, which may have all the scopes that were added. */
  async addClient(clientId, scopes, more = {}) {
    const secret = randomBytes(12).toString('hex');
    await this.admin('POST', '/clients', {
      clientId,
      secret,
      redirectUris: [REDIRECT],
      serviceAccountsEnabled: true,
      directAccessGrantsEnabled: true,
      defaultClientScopes: ['basic', 'profile', 'roles'],
      optionalClientScopes: scopes,
      ...more,
    });
    return { id: clientId, secret };
  }

  async addUser(username, roles) {
    const password = randomBytes(12).toString('hex');
    const id = await this.admin('POST', '/users', {
      username,
      enabled: true,
      email: `${username}@example.test`,
      emailVerified: true,
      firstName: username,
      lastName: 'Example',
      credentials: [{ type: 'password', value: password, temporary: false }],
    });
    for (const name of roles) {
      const known = await this.admin('GET', '/roles');
      if (!known.some((role) => role.name === name)) await this.admin('POST', '/roles', { name });
    }
    const all = await this.admin('GET', '/roles');
    const own = all.filter(({ name }) => roles.includes(name));
    await this.admin('POST', `/users/${id}/role-mappings/realm`, own);
    return { id, username, password };
  }

  /** From now on it signs with a new key; `forget` withdraws the older ones. */
  async rotate(forget = false) {
    const providers = '/components?type=org.keycloak.keys.KeyProvider';
    const before = await this.admin('GET', providers);
    const realm = await this.admin('GET', '');
    await this.admin('POST', '/components', {
      name: `rotated-${randomBytes(4).toString('hex')}`,
      providerId: 'rsa-generated',
      providerType: 'org.keycloak.keys.KeyProvider',
      parentId: realm.id,
      config: { priority: [`${200 + before.length}`], algorithm: ['RS256'] },
    });
    const old = before.filter(({ providerId }) => providerId === 'rsa-generated');
    for (const { id } of forget ? old : []) await this.admin('DELETE', `/components/${id}`);
  }

  /** A token of a client of its own right. */
  byClient(client, scope, headers) {
    return this.#token(client, { grant_type: 'client_credentials', scope }, headers);
  }

  /** A token of a user who tells the client his password. */
  byPassword(client, { username, password }, scope, headers) {
    return this.#token(client, { grant_type: 'password', username, password, scope }, headers);
  }

  /** A token of a user who logs in with a browser (authorization code, PKCE). */
  async byLogin(client, { username, password }, scope) {
    const verifier = randomBytes(32).toString('base64url');
    const asked = new URL(this.endpoint('auth'));
    asked.search = new URLSearchParams({
      response_type: 'code',
      client_id: client.id,
      redirect_uri: REDIRECT,
      scope: `openid ${scope}`,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    const page = await fetch(asked);
    const action = /<form[^>]*action="([^"]+)"/.exec(await page.text())[1].replaceAll('&amp;', '&');
    const cookie = page.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const sent = await fetch(action, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie },
      body: new URLSearchParams({ username, password }),
    });
    const code = new URL(sent.headers.get('location')).searchParams.get('code');
    return this.#token(client, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT,
      code_verifier: verifier,
    });
  }

  /** A token for `audience` in place of this one (RFC 8693). */
  exchange(client, token, audience, scope) {
    return this.#token(client, {
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: token,
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      audience,
      scope,
    });
  }

  /** From now on it remembers what happens of these types, for `events`. */
  recordEvents(types) {
    return this.admin('PUT', '/events/config', { eventsEnabled: true, enabledEventTypes: types });
  }

  /** What happened, the newest first. */
  events() {
    return this.admin('GET', '/events?max=1000');
  }

  async #token({ id, secret }, fields, headers) {
    const all = { client_id: id, client_secret: secret, ...fields };
    return (await form(this.endpoint('token'), all, headers)).access_token;
  }

  /** Withdraws a token before its time (RFC 7009). */
  async revoke({ id, secret }, token) {
    const answer = await fetch(this.endpoint('revoke'), {
      method: 'POST',
      body: new URLSearchParams({ client_id: id, client_secret: secret, token }),
    });
    assert.ok(answer.ok, `${answer.status}`);
  }
}

async function form(url, fields, headers = {}) {
  const answer = await fetch(url, { method: 'POST', headers, body: new URLSearchParams(fields) });
  const text = await answer.text();
  assert.ok(answer.ok, `${url}: ${answer.status} ${text}`);
  return JSON.parse(text);
}
