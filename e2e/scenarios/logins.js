// People who log in at servers themselves, each once, with a real browser, at a real identity provider, by the pages
// of the gateway: what they call is done as them, and a link of somebody else leads nowhere.
import assert from 'node:assert/strict';
import { Resource } from '../doubles/resource.js';
import { startBrowser } from '../lib/browser.js';
import { clients as c } from '../lib/clients.js';
import { asClient } from '../lib/config.js';
import { assertAnswered, assertTurnedAway, eventually, words } from '../lib/got.js';
import { startKeycloak } from '../lib/keycloak.js';
import { PAGE, goOn, heading, mayComeBack, open, worth } from '../lib/login.js';

const WHO = (server) => ({ call: `${server}__whoami` });
/** So short that the gateway shows no such token: it gets a new one for every call. */
const SHORT_LIFE = '5';
/** The provider offers it, so the gateway asks for it. */
const OFFLINE = ['offline_access'];

export const logins = {
  name: 'logins',
  async play(stage) {
    const keycloak = await startKeycloak();
    stage.atEnd(() => keycloak.stop());
    const browser = await startBrowser(stage.folder);
    stage.atEnd(() => browser.stop());
    const scene = { ...stage, keycloak, browser, ...(await opened(stage, keycloak)) };
    await loggedIn(scene);
    await phished(scene);
    await wrong(scene);
    await named(scene);
    await ended(scene);
    await onRecord(scene);
  },
};

async function opened(stage, keycloak) {
  // A refresh token is good once, as it should be.
  await keycloak.admin('PUT', '', { revokeRefreshToken: true, refreshTokenMaxReuse: 0 });
  const servers = {};
  for (const name of ['tickets', 'wiki']) {
    servers[name] = await Resource.start(worth(keycloak), keycloak.issuer);
    stage.atEnd(() => servers[name].stop());
  }
  // One server's address is written into its tokens; for the other the provider has a name of its own.
  await keycloak.addScope('for-tickets', servers.tickets.url);
  const clients = {
    tickets: await keycloak.addClient('gateway-at-tickets', OFFLINE, {
      defaultClientScopes: ['basic', 'profile', 'for-tickets'],
      attributes: { 'access.token.lifespan': SHORT_LIFE },
      consentRequired: true,
    }),
    wiki: await keycloak.addClient('gateway-at-wiki', OFFLINE),
  };
  const gateway = await stage.operate(settings(stage.world(), keycloak, servers, clients));
  await mayComeBack(keycloak, gateway);
  const known = async (name) => {
    const { id: user, ...there } = await keycloak.addUser(name, []);
    return { user, ...there, ...(await gateway.createKey(name, ['user'])) };
  };
  return { servers, gateway, ann: await known('ann'), bob: await known('bob') };
}

function settings(world, keycloak, servers, clients) {
  const login = (name, more) => ({
    login: { issuer: keycloak.issuer, ...asClient(world, clients[name]), ...more },
  });
  const { tickets, wiki } = servers;
  return {
    authentication: { 'api-keys': true },
    servers: {
      tickets: { url: tickets.url, era: 'modern', credentials: login('tickets', {}) },
      wiki: { url: wiki.url, era: 'modern', credentials: login('wiki', { audience: 'account' }) },
    },
    policy: { allow: [{ name: 'all', roles: ['user'], tools: ['*'] }] },
    pinning: { 'first-seen': 'approve' },
  };
}

/** The page that a call is answered with. */
async function pageFor({ visit, gateway }, { key }, server) {
  const [answer] = await visit(c.sdkModern, gateway.target({ key }), [WHO(server)]);
  const page = PAGE.exec(words(answer))?.[0];
  assert.ok(page, `no page in ${words(answer)}`);
  return page;
}

async function loggedIn(scene) {
  const { check, visit, browser, gateway, ann, servers } = scene;
  await check('a call leads to a page, by which ann logs in, and then is done as ann', async () => {
    const person = await browser.person();
    await open(person, await pageFor(scene, ann, 'tickets'), ann.key, 'ann');
    assert.match(await person.page.innerText('main'), /gateway-at|tickets/);
    await goOn(person, ann, 'ann');
    assert.match(await heading(person), /logged in/);
    const [answer] = await visit(c.sdkModern, gateway.target(ann), [WHO('tickets')]);
    assertAnswered(answer, 'you are ann');
    assert.deepEqual(person.faults, []);
  });
  await check('tokens that end at once are replaced, each by a refresh token that is good once', async () => {
    const before = servers.tickets.tokens.length;
    for (const client of [c.sdkModern, c.sdkLegacy]) {
      const [answer] = await visit(client, gateway.target(ann), [WHO('tickets')]);
      assertAnswered(answer, 'you are ann');
    }
    assert.ok(servers.tickets.tokens.length > before, words(servers.tickets.tokens.length));
  });
  await check('the server saw no key of the gateway, and only tokens for itself', () => {
    const { received, tokens, url } = servers.tickets;
    for (const { all } of received) assert.ok(!all.includes(ann.key));
    for (const token of tokens.filter(Boolean)) {
      const { aud } = JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
      assert.deepEqual([aud].flat(), [url]);
    }
  });
}

/** Bob has ann open the link of his own call: her account would be his. */
async function phished(scene) {
  const { check, visit, browser, gateway, ann, bob } = scene;
  await check('a link of somebody else leads nowhere, whoever opens it with whatever key', async () => {
    const person = await browser.person({ dark: true });
    await open(person, await pageFor(scene, bob, 'tickets'), ann.key, 'phished');
    await person.picture('phished-3-refused');
    assert.match(await heading(person), /not logged in/);
    await assertTurnedAway(visit(c.sdkModern, gateway.target(bob), [WHO('tickets')]));
  });
  await check('bob is bob, in a browser of his own', async () => {
    const person = await browser.person({ narrow: true });
    await open(person, await pageFor(scene, bob, 'tickets'), bob.key, 'bob');
    await goOn(person, bob, 'bob');
    for (const [who, name] of [
      [bob, 'bob'],
      [ann, 'ann'],
    ]) {
      const [answer] = await visit(c.sdkModern, gateway.target(who), [WHO('tickets')]);
      assertAnswered(answer, `you are ${name}`);
    }
  });
}

async function wrong(scene) {
  const { check, browser, gateway } = scene;
  await check('a link that is none is told so, and an answer that nobody asked for', async () => {
    const person = await browser.person();
    for (const [name, path] of [
      ['no-ticket', '/login?ticket=AAAA'],
      ['no-login', '/login/callback?code=a&state=b'],
    ]) {
      const answer = await person.page.goto(new URL(path, gateway.target().url).href);
      assert.equal(answer.status(), 400);
      await person.picture(name);
      assert.match(await heading(person), /not logged in/);
    }
  });
}

async function named(scene) {
  const { check, visit, browser, gateway, ann } = scene;
  await check('tokens of the name that the provider writes are taken where the operator says so', async () => {
    const person = await browser.person({ dark: true });
    await open(person, await pageFor(scene, ann, 'wiki'), ann.key, 'wiki');
    await goOn(person, ann, 'wiki');
    const [answer] = await visit(c.sdkModern, gateway.target(ann), [WHO('wiki')]);
    assertAnswered(answer, 'you are ann');
  });
}

/** The operator ends what bob has, and nobody can go on with it: neither here nor at the provider. */
async function ended({ check, gateway, keycloak, visit, ann, bob }) {
  const [client] = await keycloak.admin('GET', '/clients?clientId=gateway-at-tickets');
  const kept = ({ user }) => keycloak.admin('GET', `/users/${user}/offline-sessions/${client.id}`);
  await check('a login that the operator ends is given back to the provider, and nobody else has less', async () => {
    assert.equal((await kept(bob)).length, 1);
    const listed = await gateway.report(['logins', 'list']);
    assert.ok(listed.some(({ principal }) => principal === 'bob'), words(listed));
    const [report, ...more] = await gateway.report(['logins', 'revoke', 'tickets', 'bob']);
    assert.deepEqual(more, []);
    assert.equal(report.givenBack, true, words(report));
    assert.equal((await kept(bob)).length, 0);
    await eventually('bob is asked to log in again', async () => {
      const [answer] = await visit(c.sdkModern, gateway.target(bob), [WHO('tickets')]);
      return PAGE.test(words(answer));
    });
    const [answer] = await visit(c.sdkModern, gateway.target(ann), [WHO('tickets')]);
    assertAnswered(answer, 'you are ann');
  });
}

async function onRecord({ check, gateway, keycloak, visit, ann, servers }) {
  await check('what became of every login is on record, and no token is', async () => {
    for (const event of ['login-begun', 'login-completed', 'login-refused', 'login-revoked']) {
      // What a command did is taken into the log within two seconds.
      await eventually(`${event} is on record`, async () =>
        (await gateway.audit()).some(({ fields }) => fields.event === event),
      );
    }
    const records = await gateway.audit();
    const text = words(records) + gateway.output();
    for (const token of servers.tickets.tokens.filter(Boolean)) assert.ok(!text.includes(token));
  });
  await check('what she takes back at the provider is over here, and leads to the login again', async () => {
    await keycloak.admin('DELETE', `/users/${ann.user}/consents/gateway-at-tickets`);
    const [answer] = await visit(c.sdkModern, gateway.target(ann), [WHO('tickets')]);
    assert.match(words(answer), PAGE);
    const records = await gateway.audit();
    assert.ok(records.some(({ fields }) => fields.event === 'login-ended'), words(records));
  });
}
