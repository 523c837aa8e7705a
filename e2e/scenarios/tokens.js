// People and programs that log in at a real identity provider: what their tokens let them do, which tokens let nobody
// in, and what becomes of those that were good when a key is replaced or a token is revoked.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { dirname, join } from 'node:path';
import { existsSync, writeFileSync } from 'node:fs';
import { FORBIDDEN, LET_IN, TURNED_AWAY, ask, call, knock } from '../lib/by-hand.js';
import { clients as c } from '../lib/clients.js';
import { asClient, behind } from '../lib/config.js';
import { assertAnswered, assertTurnedAway, eventually, words } from '../lib/got.js';
import { startKeycloak } from '../lib/keycloak.js';
import { encoded, proofs, signed } from '../lib/proofs.js';
import { servers } from '../lib/servers.js';

const RESOURCE = 'https://mcp.example.test/mcp';
const METADATA = '/.well-known/oauth-protected-resource/mcp';
const READING = ['list_directory', 'read_text_file'];
const ALL = [...READING, 'write_file'];
/** How long the gateway believes what it was told of a token. */
const BELIEVED = '1s';

export const tokens = {
  name: 'access tokens',
  async play(stage) {
    const keycloak = await startKeycloak();
    stage.atEnd(() => keycloak.stop());
    const people = await peopled(keycloak);
    const world = stage.world();
    writeFileSync(join(world, 'files/notes.txt'), 'kept words');
    const gateway = await stage.operate(settings(world, keycloak, people.ourselves));
    const scene = { ...stage, keycloak, gateway, world, ...people };
    await admitted(scene);
    await refused(scene);
    await unnamed(scene);
    await delegated(scene);
    await steppedUp(scene);
    await bound(scene);
    await revoked(scene);
    await rotated(scene);
  },
};

async function peopled(keycloak) {
  await keycloak.addScope('mcp', RESOURCE);
  await keycloak.addScope('files-write');
  await keycloak.addScope('elsewhere', 'https://other.example.test/mcp');
  await keycloak.addScope('only-here', RESOURCE);
  await keycloak.addScope('files-make');
  // The provider exchanges no token for a chain of actors; what it signs here is one all the same.
  for (const [name, act] of Object.entries(CHAINS)) await keycloak.addClaim(name, 'act', act);
  const scopes = ['mcp', 'files-write', 'files-make', 'elsewhere', 'only-here'];
  return {
    desk: await keycloak.addClient('desk', scopes),
    prover: await keycloak.addClient('prover', scopes, {
      attributes: { 'dpop.bound.access.tokens': 'true' },
    }),
    rogue: await keycloak.addClient('rogue', scopes),
    host: await keycloak.addClient('host', [...scopes, ...Object.keys(CHAINS)]),
    bob: await keycloak.addUser('bob', ['maker']),
    // It tells what a token is worth only to whom the token is for.
    ourselves: await keycloak.addClient(RESOURCE, []),
    ann: await keycloak.addUser('ann', ['reader']),
  };
}

/** Scopes that make chains of actors: the one that is meant, and what else could be made of it. */
const CHAINS = {
  'agent-after-planner': { sub: 'agent', act: { sub: 'planner' } },
  'agent-alone': { sub: 'agent' },
  'planner-after-agent': { sub: 'planner', act: { sub: 'agent' } },
  'stranger-after-agent': { sub: 'stranger', act: { sub: 'agent', act: { sub: 'planner' } } },
};

const settings = (world, keycloak, self) => ({
  authentication: {
    clients: ['kc/desk', 'kc/prover', 'kc/host'],
    delegation: {
      'required-of': ['kc/host'],
      actors: {
        'kc/planner': { for: ['kc/*'] },
        'kc/agent': { for: ['kc/*'], clients: ['kc/host'], after: ['kc/planner'] },
      },
    },
    oauth: {
      resource: RESOURCE,
      scopes: ['mcp'],
      issuers: {
        kc: {
          issuer: keycloak.issuer,
          refresh: '30s',
          'max-staleness': '30s',
          introspection: {
            url: keycloak.endpoint('token/introspect'),
            ...asClient(dirname(world), self), // a program may not be granted what lies about a secret
            signed: true,
            cache: BELIEVED,
          },
          claims: {
            principal: 'preferred_username',
            roles: ['realm_access.roles'],
            scopes: { 'files-write': 'editor' },
          },
        },
      },
    },
  },
  servers: { files: behind(servers.filesystem, world) },
  transparent: true,
  policy: {
    allow: [
      { name: 'read', roles: ['reader'], tools: READING },
      { name: 'make', roles: ['maker'], tools: ['create_directory'], scopes: ['files-make'] },
      { name: 'write', roles: ['editor'], tools: ['write_file'] },
    ],
  },
  pinning: { 'first-seen': 'approve' },
});

async function admitted({ check, visit, keycloak, gateway, world, desk, ann }) {
  const read = { call: 'read_text_file', with: { path: join(world, 'files/notes.txt') } };
  for (const [how, token] of [
    ['told the client her password', await keycloak.byPassword(desk, ann, 'mcp')],
    ['logged in with a browser', await keycloak.byLogin(desk, ann, 'mcp')],
  ]) {
    for (const client of [c.sdkModern, c.sdkLegacy, c.javaSdk]) {
      await check(`${client.name}, for ann who ${how}, uses what her role allows`, async () => {
        const [tools, answer] = await visit(client, gateway.target({ key: token }), [
          { tools: true },
          read,
        ]);
        assert.deepEqual(tools, READING);
        assertAnswered(answer, 'kept words');
      });
    }
  }
  await check('a scope that she asked for gives her more', async () => {
    const token = await keycloak.byPassword(desk, ann, 'mcp files-write');
    const [tools] = await visit(c.sdkModern, gateway.target({ key: token }), [{ tools: true }]);
    assert.deepEqual(tools, ALL);
  });
  await check('a program has what its own scopes give it', async () => {
    const token = await keycloak.byClient(desk, 'mcp files-write');
    const [tools] = await visit(c.sdkModern, gateway.target({ key: token }), [{ tools: true }]);
    assert.deepEqual(tools, ['write_file']);
  });
  await check('they are on record by their issuer and name', async () => {
    const principals = new Set((await gateway.audit()).map(({ fields }) => fields.principal));
    assert.ok(principals.has('kc/ann'), words([...principals]));
    assert.ok(principals.has('kc/service-account-desk'), words([...principals]));
  });
}

async function refused({ check, visit, keycloak, gateway, desk, ann }) {
  await check('whoever has no token learns where to get one, and what to ask for', async () => {
    const { url } = gateway.target();
    const answer = await fetch(url, { method: 'POST', body: '{}' });
    assert.equal(answer.status, 401);
    assert.ok(
      answer.headers
        .get('www-authenticate')
        .includes(`scope="mcp", resource_metadata="https://mcp.example.test${METADATA}"`),
    );
    const document = await (await fetch(new URL(METADATA, url))).json();
    assert.equal(document.resource, RESOURCE);
    assert.deepEqual(document.authorization_servers, [keycloak.issuer]);
  });
  await check('a token for us without the scope is told which one it needs, and that one does', async () => {
    const { url } = gateway.target();
    const short = await keycloak.byPassword(desk, ann, 'only-here');
    const claims = claimsOf(short);
    assert.ok([claims.aud].flat().includes(RESOURCE), words(claims));
    assert.ok(!claims.scope.split(' ').includes('mcp'), words(claims));
    const answer = await ask(url, short);
    assert.equal(answer.status, 403);
    assert.match(
      answer.headers.get('www-authenticate'),
      /^Bearer error="insufficient_scope", scope="mcp", resource_metadata="/,
    );
    await assertTurnedAway(visit(c.sdkModern, gateway.target({ key: short }), [{ tools: true }]));
    assert.equal(await knock(url, await keycloak.byPassword(desk, ann, 'mcp only-here')), LET_IN);
  });
  const good = await keycloak.byPassword(desk, ann, 'mcp');
  assert.equal(await knock(gateway.target().url, good), LET_IN);
  const [head, payload, signature] = good.split('.');
  const elsewhere = await keycloak.byPassword(desk, ann, 'mcp elsewhere');
  const bad = {
    'for another audience': await keycloak.byPassword(desk, ann, 'elsewhere'),
    'that says it needs no signature': `${encoded({ alg: 'none', typ: 'JWT' })}.${payload}.`,
    'that asks for more than was signed': `${head}.${raised(good)}.${signature}`,
    'with the signature of another': `${head}.${payload}.${elsewhere.split('.')[2]}`,
    'that somebody else signed': forged(payload, head),
  };
  for (const [what, token] of Object.entries(bad)) {
    await check(`a token ${what} is refused`, async () => {
      assert.equal(await knock(gateway.target().url, token), TURNED_AWAY);
      await assertTurnedAway(visit(c.sdkModern, gateway.target({ key: token }), [{ tools: true }]));
    });
  }
  await check('a good token in the query is refused', async () => {
    assert.equal(await knock(`${gateway.target().url}?access_token=${good}`), TURNED_AWAY);
  });
}

async function unnamed({ check, visit, keycloak, gateway, rogue, ann }) {
  await check('a client that nobody named is refused, whoever logged in to it', async () => {
    const token = await keycloak.byPassword(rogue, ann, 'mcp');
    assert.equal(await knock(gateway.target().url, token), FORBIDDEN);
    await assertTurnedAway(visit(c.sdkModern, gateway.target({ key: token }), [{ tools: true }]));
    const [{ fields }] = (await gateway.audit('--reason', 'client-not-allowed')).slice(-1);
    assert.equal(fields.principal, 'kc/ann', words(fields));
    assert.equal(fields.client, 'kc/rogue', words(fields));
  });
}

async function delegated({ check, visit, keycloak, gateway, host, ann }) {
  const { url } = gateway.target();
  const acting = (chain) => keycloak.byPassword(host, ann, `mcp ${chain}`);
  await check('an agent in its turn uses what the user may use, and both are on record', async () => {
    const token = await acting('agent-after-planner');
    assert.deepEqual(claimsOf(token).act, CHAINS['agent-after-planner']);
    const [tools] = await visit(c.sdkModern, gateway.target({ key: token }), [{ tools: true }]);
    assert.deepEqual(tools, READING);
    const recorded = (await gateway.audit()).map(({ fields }) => fields);
    assert.ok(
      recorded.some(
        ({ principal, client, actors }) =>
          principal === 'kc/ann' && client === 'kc/host' && `${actors}` === 'kc/agent,kc/planner',
      ),
      words(recorded.at(-1)),
    );
  });
  for (const [what, chain] of [
    ['without the planner', 'agent-alone'],
    ['in another order', 'planner-after-agent'],
    ['with a stranger at its end', 'stranger-after-agent'],
    ['that says nothing of the agent', ''],
  ]) {
    await check(`a token of the agent's host ${what} is refused`, async () => {
      assert.equal(await knock(url, await acting(chain)), FORBIDDEN);
    });
  }
  await check('each refused chain is on record with its reason', async () => {
    assert.ok((await gateway.audit('--reason', 'delegation-refused')).length >= 4);
  });
}

async function steppedUp({ check, visit, keycloak, gateway, desk, bob, world }) {
  const { url } = gateway.target();
  const path = join(world, 'files/made');
  await check('a call that needs another scope is told which, and passes with it', async () => {
    const few = await keycloak.byPassword(desk, bob, 'mcp');
    const [tools] = await visit(c.sdkModern, gateway.target({ key: few }), [{ tools: true }]);
    assert.deepEqual(tools, ['create_directory']);
    const answer = await call(url, few, 'create_directory', { path });
    assert.equal(answer.status, FORBIDDEN);
    const challenge = answer.headers.get('www-authenticate');
    assert.match(challenge, /^Bearer error="insufficient_scope", scope="([^"]*)", /);
    const [, wanted] = /scope="([^"]*)"/.exec(challenge);
    assert.equal(wanted, 'mcp files-make');
    const more = await keycloak.byPassword(desk, bob, wanted);
    assert.equal((await call(url, more, 'create_directory', { path })).status, 200);
    assert.ok(existsSync(path));
  });
  await check('whoever may not see a tool is told of no scope', async () => {
    const token = await keycloak.byPassword(desk, bob, 'mcp');
    const hidden = await call(url, token, 'read_text_file', { path });
    const unknown = await call(url, token, 'no_such_tool', { path });
    assert.equal(hidden.status, unknown.status);
    assert.equal(hidden.headers.get('www-authenticate'), null);
    assert.equal(await hidden.text(), await unknown.text());
  });
}

/** A token that is bound to a key by the provider itself. */
async function bound({ check, keycloak, gateway, prover }) {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const proof = proofs(keys);
  const token = await keycloak.byClient(prover, 'mcp files-write', {
    DPoP: proof(keycloak.endpoint('token')),
  });
  const { url } = gateway.target();
  const shown = (own) => knock(url, token, { scheme: 'DPoP', proof: own });
  await check('a bound token with its proof is accepted, each proof once', async () => {
    const once = proof(RESOURCE, token);
    assert.equal(await shown(once), LET_IN);
    assert.equal(await shown(once), TURNED_AWAY);
  });
  await check('a bound token without its proof, or with that of a thief, is refused', async () => {
    const thief = proofs(generateKeyPairSync('ec', { namedCurve: 'P-256' }));
    assert.equal(await knock(url, token), TURNED_AWAY);
    assert.equal(await shown(), TURNED_AWAY);
    assert.equal(await shown(thief(RESOURCE, token)), TURNED_AWAY);
    assert.equal(await shown(proof('https://other.example.test/mcp', token)), TURNED_AWAY);
  });
}

async function revoked({ check, keycloak, gateway, desk, ann }) {
  await check('a token that was revoked is refused as soon as the last answer is old', async () => {
    const { url } = gateway.target();
    const token = await keycloak.byPassword(desk, ann, 'mcp');
    assert.equal(await knock(url, token), LET_IN);
    await keycloak.revoke(desk, token);
    await eventually('it is refused', async () => (await knock(url, token)) === TURNED_AWAY);
    assert.ok((await gateway.audit('--reason', 'credential-revoked')).length > 0);
  });
}

async function rotated({ check, keycloak, gateway, desk, ann }) {
  const { url } = gateway.target();
  const old = await keycloak.byPassword(desk, ann, 'mcp');
  assert.equal(await knock(url, old), LET_IN);
  await check('a token of a new key is accepted while the older key is still good', async () => {
    await keycloak.rotate();
    const token = await keycloak.byPassword(desk, ann, 'mcp');
    assert.notEqual(token.split('.')[0], old.split('.')[0]);
    await eventually('it is accepted', async () => (await knock(url, token)) === LET_IN);
    assert.equal(await knock(url, old), LET_IN);
  });
  await check('a provider that is gone lets nobody in, and nobody is told that his token is bad', async () => {
    const token = await keycloak.byPassword(desk, ann, 'mcp');
    await eventually('it is accepted', async () => (await knock(url, token)) === LET_IN);
    await keycloak.stop();
    await eventually('it is refused', async () => (await knock(url, token)) !== LET_IN);
    const answer = await ask(url, token);
    assert.equal(answer.status, 503);
    assert.ok(Number(answer.headers.get('retry-after')) > 0);
    assert.ok((await gateway.audit('--reason', 'credential-unchecked')).length > 0);
  });
}

const claimsOf = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));

/** The claims of a token with a role in them that its issuer did not give. */
function raised(token) {
  const claims = claimsOf(token);
  claims.realm_access.roles.push('editor');
  return encoded(claims);
}

function forged(payload, head) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return signed(head, payload, privateKey);
}
