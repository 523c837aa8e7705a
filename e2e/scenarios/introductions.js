// How the gateway introduces itself to a real identity provider that it was never registered at: by registering itself,
// and by a document that the provider fetches from it. Then a server wants more of ann than she agreed to at first.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Resource } from '../doubles/resource.js';
import { startBrowser } from '../lib/browser.js';
import { Authority, credential } from '../lib/certificates.js';
import { clients as c } from '../lib/clients.js';
import { assertAnswered, words } from '../lib/got.js';
import { startKeycloak } from '../lib/keycloak.js';
import { PAGE, goOn, heading, open, worth } from '../lib/login.js';

const HERE = '127.0.0.1';
const READ = 'tickets-read';
const WRITE = 'tickets-write';
const WHO = { call: 'tickets__whoami' };
const CLOSE = { call: 'tickets__close' };

export const introductions = {
  name: 'introductions',
  async play(stage) {
    const papers = await issued(stage.folder);
    const keycloak = await startKeycloak(['--features=cimd', `--truststore-paths=${papers.authority}`]);
    stage.atEnd(() => keycloak.stop());
    const browser = await startBrowser(stage.folder);
    stage.atEnd(() => browser.stop());
    const tickets = await Resource.start(worth(keycloak), keycloak.issuer, { whoami: READ, close: WRITE });
    stage.atEnd(() => tickets.stop());
    for (const name of [READ, WRITE]) await mayBeAsked(keycloak, await keycloak.addScope(name, tickets.url));
    const { id: user, ...there } = await keycloak.addUser('ann', []);
    const scene = { ...stage, papers, keycloak, browser, tickets, there };
    await registered(scene);
    await described(scene);
  },
};

async function issued(folder) {
  const at = join(folder, 'papers');
  mkdirSync(at);
  const authority = await Authority.create(at, 'ours');
  return {
    authority: authority.certificate,
    server: await authority.issue('gateway', `IP:${HERE}`),
    known: await credential(at, authority),
  };
}

/** By every client that comes from now on. */
const mayBeAsked = (keycloak, scope) => keycloak.admin('PUT', `/default-optional-client-scopes/${scope}`);

const settings = ({ tickets }, tls) => ({
  ...(tls === undefined ? {} : { tls }),
  authentication: { 'api-keys': true },
  servers: { tickets: { url: tickets.url, era: 'modern', credentials: { login: {} } } },
  policy: { allow: [{ name: 'all', roles: ['user'], tools: ['*'] }] },
  pinning: { 'first-seen': 'approve' },
});

/** Ann, at a gateway: what she calls and logs in by. */
async function arrived(scene, tls, known) {
  const gateway = await scene.operate(settings(scene, tls));
  const { key } = await gateway.createKey('ann', ['user']);
  const person = await scene.browser.person({ strangers: known !== undefined });
  const call = async (what) => {
    const [answer] = await scene.visit(c.sdkModern, gateway.target({ key, tls: known }), [what]);
    return answer;
  };
  const begin = async (what, name) => {
    const page = PAGE.exec(words(await call(what)))?.[0];
    assert.ok(page, 'the call leads to no page');
    await open(person, page, key, name);
  };
  return { ...scene, gateway, person, call, begin };
}

/** The clients that the provider knows and that we did not make. */
async function strangers({ keycloak }, begins) {
  const all = await keycloak.admin('GET', '/clients');
  return all.filter(({ name, clientId }) => name === 'Portreeve' && clientId.startsWith(begins));
}

async function registered(before) {
  const scene = await arrived(before);
  const { check, keycloak, person, call, begin, there, gateway, tickets } = scene;
  await check('a provider that lets nobody register himself is nowhere to log in, and it is on record why', async () => {
    await begin(WHO, 'registered-refused');
    assert.match(await heading(person), /not logged in/);
    const records = await gateway.audit();
    assert.ok(records.some(({ fields }) => /registration refused with HTTP 403/.test(fields.reason)), words(records));
    assert.deepEqual(await strangers(scene, ''), []);
  });
  await trustHosts(keycloak);
  await check('where it does, the gateway registers itself, and ann logs in', async () => {
    await begin(WHO, 'registered');
    await goOn(person, there, 'registered');
    assert.match(await heading(person), /logged in at/);
    assertAnswered(await call(WHO), 'you are ann');
    const [client, ...more] = await strangers(scene, '');
    assert.deepEqual(more, []);
    assert.deepEqual(client.redirectUris, [new URL('/login/callback', gateway.target().url).href]);
  });
  await steppedUp(scene, 'registered');
  await check('one registration is enough for all that was asked', async () => {
    assert.equal((await strangers(scene, '')).length, 1);
    assert.ok(tickets.tokens.filter(Boolean).length >= 2);
  });
}

/** The provider lets clients of this machine register themselves. */
async function trustHosts(keycloak) {
  const type = 'org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy';
  const policies = await keycloak.admin('GET', `/components?type=${type}`);
  const hosts = policies.find(({ providerId }) => providerId === 'trusted-hosts');
  hosts.config['trusted-hosts'] = [HERE];
  await keycloak.admin('PUT', `/components/${hosts.id}`, hosts);
}

/** The same person, token and server: only the scope is missing. */
async function steppedUp({ check, person, call, begin, there, tickets }, name) {
  await check(`a tool that needs more asks ann for both, ${name}, and then works`, async () => {
    await begin(CLOSE, `${name}-more`);
    const text = await person.page.innerText('main');
    for (const scope of [READ, WRITE]) assert.ok(text.includes(scope), text);
    const agreed = await goOn(person, there, `${name}-more`);
    assert.ok(agreed.includes(WRITE), agreed);
    assertAnswered(await call(CLOSE), 'you are ann');
    assertAnswered(await call(WHO), 'you are ann');
    const { scope } = JSON.parse(Buffer.from(tickets.tokens.at(-1).split('.')[1], 'base64url'));
    for (const one of [READ, WRITE]) assert.ok(scope.split(' ').includes(one), scope);
  });
}

async function described(before) {
  const { cert, key } = before.papers.server;
  const tls = { certificate: `file:${cert}`, key: `file:${key}` };
  const scene = await arrived(before, tls, before.papers.known);
  const { check, keycloak, person, call, begin, there, gateway } = scene;
  const document = new URL('/login/client.json', gateway.target().url).href;
  await check('a provider that reads documents of nobody does not know the gateway by its document', async () => {
    await begin(WHO, 'described-unknown');
    await person.page.click('a.go');
    assert.match(await person.page.innerText('body'), /Client not found/i);
    assert.deepEqual(await strangers(scene, 'https:'), []);
  });
  await readDocuments(keycloak);
  await check('where it does, it fetches it from the gateway, and ann logs in', async () => {
    await begin(WHO, 'described');
    await goOn(person, there, 'described');
    assert.match(await heading(person), /logged in at/);
    assertAnswered(await call(WHO), 'you are ann');
    const clients = await strangers(scene, 'https:');
    assert.deepEqual(clients.map(({ clientId, publicClient }) => [clientId, publicClient]), [[document, true]]);
  });
  await steppedUp(scene, 'described');
}

/** The provider takes clients that are the address of a document on this machine. */
async function readDocuments(keycloak) {
  const name = 'documents';
  await keycloak.admin('PUT', '/client-policies/profiles', {
    profiles: [
      {
        name,
        executors: [
          {
            executor: 'client-id-metadata-document',
            configuration: {
              'cimd-allow-http-scheme': false,
              'cimd-allow-permitted-domains': [HERE],
              'cimd-restrict-same-domain': true,
            },
          },
        ],
      },
    ],
  });
  await keycloak.admin('PUT', '/client-policies/policies', {
    policies: [
      {
        name,
        enabled: true,
        conditions: [
          {
            condition: 'client-id-uri',
            configuration: {
              'client-id-uri-scheme': ['https'],
              'client-id-uri-allow-permitted-domains': [HERE],
            },
          },
        ],
        profiles: [name],
      },
    ],
  });
}
