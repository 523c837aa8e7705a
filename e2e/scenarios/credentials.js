// People whose tokens are exchanged, at a real identity provider, for tokens of the servers that they use: each server
// sees its own, of the right person, and never what the person showed to the gateway. A call that needs more is sent again
// with a wider one, if the operator allows that.
import assert from 'node:assert/strict';
import { clients as c } from '../lib/clients.js';
import { Resource } from '../doubles/resource.js';
import { asClient } from '../lib/config.js';
import { assertAnswered, assertRefused, assertTurnedAway, eventually, words } from '../lib/got.js';
import { startKeycloak } from '../lib/keycloak.js';

const RESOURCE = 'https://mcp.example.test/mcp';
const WHO = (server) => ({ call: `${server}__whoami` });
const [READ, WRITE, ERASE] = ['tickets.read', 'tickets.write', 'tickets.erase'];
const NEEDS = { tickets: { whoami: READ, close: WRITE, erase: ERASE }, wiki: {} };
const SCOPES = { tickets: { scopes: [READ], 'step-up-scopes': [WRITE] }, wiki: {} };
const CLOSE = { call: 'tickets__close' };
const ERASES = { call: 'tickets__erase' };

export const credentials = {
  name: 'credentials',
  async play(stage) {
    const keycloak = await startKeycloak();
    stage.atEnd(() => keycloak.stop());
    const people = await peopled(keycloak);
    const servers = {};
    for (const name of ['tickets', 'wiki']) {
      servers[name] = await Resource.start(worth(keycloak, people[name]), keycloak.issuer, NEEDS[name]);
      stage.atEnd(() => servers[name].stop());
    }
    const gateway = await stage.operate(settings(stage.world(), keycloak, people, servers));
    const scene = { ...stage, keycloak, gateway, ...people, servers };
    await exchanged(scene);
    await widened(scene);
    await unserved(scene);
    await gone(scene);
  },
};

async function peopled(keycloak) {
  await keycloak.addScope('mcp', RESOURCE);
  const tickets = await keycloak.addClient('tickets', []);
  const wiki = await keycloak.addClient('wiki', []);
  for (const { id } of [tickets, wiki]) await addAudience(keycloak, id);
  for (const scope of [READ, ERASE]) await keycloak.addScope(scope);
  const write = await keycloak.addScope(WRITE);
  await keycloak.recordEvents(['TOKEN_EXCHANGE', 'TOKEN_EXCHANGE_ERROR']);
  const people = {
    tickets,
    wiki,
    desk: await keycloak.addClient('desk', ['mcp']),
    // A token is exchanged only for whom it was meant for.
    ourselves: await keycloak.addClient(RESOURCE, [READ, WRITE, ERASE], {
      attributes: { 'standard.token.exchange.enabled': 'true' },
      defaultClientScopes: ['basic', 'profile', 'roles', 'for-tickets', 'for-wiki'],
    }),
    ann: await keycloak.addUser('ann', ['reader', 'writer']),
    bob: await keycloak.addUser('bob', ['reader']),
  };
  await keycloak.keepScopeFor(write, 'writer');
  return people;
}

/** A scope that makes a client one of those whom tokens may be meant for. */
async function addAudience(keycloak, client) {
  await keycloak.admin('POST', '/client-scopes', {
    name: `for-${client}`,
    protocol: 'openid-connect',
    protocolMappers: [
      {
        name: 'audience',
        protocol: 'openid-connect',
        protocolMapper: 'oidc-audience-mapper',
        config: { 'included.client.audience': client, 'access.token.claim': 'true' },
      },
    ],
  });
}

/**
 * What the provider says of a token, if it is good and meant for this client alone. Asked about it, Keycloak names all
 * for whom tokens of its client may be meant; the token itself names those for whom it is.
 */
const worth = (keycloak, { id, secret }) => async (token) => {
  const answer = await fetch(keycloak.endpoint('token/introspect'), {
    method: 'POST',
    body: new URLSearchParams({ client_id: id, client_secret: secret, token }),
  });
  const claims = await answer.json();
  const { aud } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString() || '{}');
  return claims.active === true && aud === id ? claims : undefined;
};

function settings(world, keycloak, { ourselves }, servers) {
  const shown = asClient(world, ourselves);
  const exchange = (audience, scopes) => ({
    'token-exchange': {
      'authorization-server': { issuer: keycloak.issuer, ...shown },
      audience,
      ...scopes,
    },
  });
  return {
    authentication: {
      oauth: {
        resource: RESOURCE,
        scopes: ['mcp'],
        issuers: {
          kc: {
            issuer: keycloak.issuer,
            claims: { principal: 'preferred_username', roles: ['realm_access.roles'] },
          },
        },
      },
    },
    servers: Object.fromEntries(
      Object.entries(servers).map(([name, { url }]) => [
        name,
        { url, era: 'modern', credentials: exchange(name, SCOPES[name]) },
      ]),
    ),
    policy: { allow: [{ name: 'all', roles: ['reader'], tools: ['*'] }] },
    pinning: { 'first-seen': 'approve' },
  };
}

async function exchanged({ check, visit, keycloak, gateway, desk, ann, bob, servers }) {
  const shown = {
    ann: await keycloak.byPassword(desk, ann, 'mcp'),
    bob: await keycloak.byPassword(desk, bob, 'mcp'),
  };
  for (const [name, token] of Object.entries(shown)) {
    for (const client of [c.sdkModern, c.sdkLegacy]) {
      await check(`${client.name}, for ${name}, is ${name} at every server`, async () => {
        const script = [WHO('tickets'), WHO('wiki')];
        const got = await visit(client, gateway.target({ key: token }), script);
        got.forEach((answer) => assertAnswered(answer, `you are ${name}`));
      });
    }
  }
  await check('each server was shown tokens for itself alone, and nobody what the callers showed', () => {
    for (const { received } of Object.values(servers)) {
      assert.ok(received.length > 0);
      for (const { all } of received) {
        for (const token of Object.values(shown)) assert.ok(!all.includes(token));
      }
    }
    const [tickets, wiki] = [servers.tickets.tokens, servers.wiki.tokens];
    assert.ok(tickets.every((token) => !wiki.includes(token)));
  });
  await check('a token was exchanged once for each person and server', () => {
    for (const { tokens } of Object.values(servers)) assert.equal(tokens.length, 2, words(tokens));
  });
  await check('a token of one server is worth nothing at the other, nor at the gateway', async () => {
    const [token] = servers.tickets.tokens;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const ask = (url) => fetch(url, { method: 'POST', headers, body: '{}' });
    assert.equal((await ask(servers.wiki.url)).status, 401);
    assert.equal((await ask(gateway.target().url)).status, 401);
  });
}

async function widened({ check, visit, keycloak, gateway, desk, ourselves, ann, bob, servers }) {
  const token = await keycloak.byPassword(desk, ann, 'mcp');
  const shownByBob = await keycloak.byPassword(desk, bob, 'mcp');
  const got = async (call, key = token) => (await visit(c.sdkModern, gateway.target({ key }), [call]))[0];
  const exchanges = async () => (await keycloak.events()).length;
  const granted = () => scopesOf(servers.tickets.tokens.at(-1));
  await check('directly: the provider gives us every scope that we ask for, and none unasked', async () => {
    for (const scope of [READ, WRITE, ERASE]) {
      const tokenOfScope = await keycloak.exchange(ourselves, token, 'tickets', scope);
      const ours = scopesOf(tokenOfScope).filter((one) => [READ, WRITE, ERASE].includes(one));
      assert.deepEqual(ours, [scope]);
    }
  });
  await check('a call that needs a scope which may be asked for is sent again with it', async () => {
    assertAnswered(await got(WHO('tickets')), 'you are ann');
    assert.ok(granted().includes(READ) && !granted().includes(WRITE), words(granted()));
    const before = await exchanges();
    assertAnswered(await got(CLOSE), 'you are ann');
    assert.equal(await exchanges(), before + 1);
    for (const scope of [READ, WRITE]) assert.ok(granted().includes(scope), words(granted()));
  });
  await check('a call that needs any other scope is refused, and the provider is not asked for it', async () => {
    const before = await exchanges();
    assertRefused(await got(ERASES));
    assert.ok(servers.tickets.received.at(-1).all.includes('"erase"'), 'it was refused by the server');
    assert.equal(await exchanges(), before);
    assert.ok(servers.tickets.tokens.every((one) => !scopesOf(one).includes(ERASE)));
  });
  await check('the wider token serves what follows, and nobody else', async () => {
    const before = await exchanges();
    assertAnswered(await got(CLOSE), 'you are ann');
    assert.equal(await exchanges(), before);
    assertAnswered(await got(WHO('tickets'), shownByBob), 'you are bob');
    assert.ok(!granted().includes(WRITE), words(granted()));
  });
  await check('whoever the provider grants no more than before is refused, and is served as before', async () => {
    const before = await exchanges();
    const heard = servers.tickets.received.length;
    assertRefused(await got(CLOSE, shownByBob));
    assert.equal(await exchanges(), before + 1);
    const calls = servers.tickets.received.slice(heard).filter(({ all }) => all.includes('"tools/call"'));
    assert.equal(calls.length, 2);
    assert.ok(!granted().includes(WRITE), words(granted()));
    assertAnswered(await got(WHO('tickets'), shownByBob), 'you are bob');
  });
}

/** What a token grants. */
const scopesOf = (token) =>
  JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString()).scope.split(' ');

async function unserved({ check, visit, gateway, servers }) {
  await check('a caller without a token is not served, and the server is asked nothing', async () => {
    const key = await gateway.createKey('machine', ['reader']);
    const before = servers.tickets.received.length;
    await assertTurnedAway(visit(c.sdkModern, gateway.target({ key: key.key }), [WHO('tickets')]));
    assert.equal(servers.tickets.received.length, before);
  });
}

async function gone({ check, visit, keycloak, gateway, desk, ann, servers }) {
  await check('a provider that is gone gives nobody a server, and the operator is told', async () => {
    const token = await keycloak.byPassword(desk, ann, 'mcp');
    await keycloak.stop();
    const before = servers.wiki.received.length;
    await assertTurnedAway(visit(c.sdkModern, gateway.target({ key: token }), [WHO('wiki')]));
    assert.equal(servers.wiki.received.length, before);
    await eventually('it is told', async () => gateway.output().includes('getting tokens from'));
    await eventually('it is on record', async () =>
      (await gateway.audit()).some(({ fields }) => fields.ending === 'credential-missing'),
    );
  });
}
