// People whose applications have tokens that are bound to a key, so that nobody can type them into a page: they sign in at
// the identity provider with a real browser, and then log in at a server. Whoever else signs in there gets nowhere.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { Resource } from '../doubles/resource.js';
import { startBrowser } from '../lib/browser.js';
import { call } from '../lib/by-hand.js';
import { asClient } from '../lib/config.js';
import { words } from '../lib/got.js';
import { startKeycloak } from '../lib/keycloak.js';
import { PAGE, comesBack, goOn, heading, mayComeBack, worth } from '../lib/login.js';
import { proofs } from '../lib/proofs.js';

const RESOURCE = 'https://mcp.example.test/mcp';
const BACK = '/login/signed-in/kc';
const WRONG = /not logged in/;

export const signIns = {
  name: 'sign-ins',
  async play(stage) {
    const keycloak = await startKeycloak();
    stage.atEnd(() => keycloak.stop());
    const browser = await startBrowser(stage.folder);
    stage.atEnd(() => browser.stop());
    const scene = { ...stage, keycloak, browser, ...(await opened(stage, keycloak)) };
    await refused(scene);
    await carriedOff(scene);
    await signedIn(scene);
    await onRecord(scene);
  },
};

async function opened(stage, keycloak) {
  const tickets = await Resource.start(worth(keycloak), keycloak.issuer);
  stage.atEnd(() => tickets.stop());
  await keycloak.addScope('mcp', RESOURCE);
  await keycloak.addScope('at-tickets', tickets.url);
  const prover = await keycloak.addClient('prover', ['mcp'], {
    attributes: { 'dpop.bound.access.tokens': 'true' },
  });
  const pages = await keycloak.addClient('pages', [], { directAccessGrantsEnabled: false });
  const us = await keycloak.addClient('gateway-at-tickets', ['offline_access'], {
    defaultClientScopes: ['basic', 'profile', 'at-tickets'],
    consentRequired: true,
  });
  const gateway = await stage.operate(settings(stage.world(), keycloak, tickets, { pages, us }));
  await mayComeBack(keycloak, gateway);
  await comesBack(keycloak, pages, new URL(BACK, gateway.target().url));
  return {
    gateway,
    tickets,
    ann: await person(keycloak, gateway, prover, 'ann'),
    bob: await person(keycloak, gateway, prover, 'bob'),
  };
}

function settings(world, keycloak, tickets, { pages, us }) {
  const issuers = { kc: { issuer: keycloak.issuer, 'sign-in': asClient(world, pages) } };
  return {
    authentication: {
      'api-keys': false,
      oauth: { resource: RESOURCE, 'require-bound': true, scopes: ['mcp'], issuers },
    },
    servers: {
      tickets: {
        url: tickets.url,
        era: 'modern',
        credentials: { login: { issuer: keycloak.issuer, ...asClient(world, us) } },
      },
    },
    transparent: true,
    policy: { allow: [{ name: 'all', tools: ['*'] }] },
    pinning: { 'first-seen': 'approve' },
  };
}

/** Somebody with an application that proves its key at every call. */
async function person(keycloak, gateway, client, name) {
  const proof = proofs(generateKeyPairSync('ec', { namedCurve: 'P-256' }));
  const user = await keycloak.addUser(name, []);
  const token = await keycloak.byPassword(client, user, 'mcp', {
    DPoP: proof(keycloak.endpoint('token')),
  });
  const whoami = async () => {
    const shown = { scheme: 'DPoP', proof: proof(RESOURCE, token) };
    return (await call(gateway.target().url, token, 'whoami', {}, shown)).text();
  };
  return { ...user, token, whoami };
}

async function linkFor({ whoami }) {
  const answer = await whoami();
  const link = PAGE.exec(answer)?.[0];
  assert.ok(link, `no page in ${answer}`);
  return link;
}

/** Opens a link, goes to the provider by the keyboard alone, and signs in there. */
async function signIn({ page, picture }, link, { username, password }, name) {
  await page.goto(link);
  await picture(`${name}-1-page`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('#username').waitFor();
  await page.fill('#username', username);
  await page.fill('#password', password);
  await page.click('[type=submit]');
}

async function comeBack({ page, picture }, name) {
  await page.waitForURL((url) => url.pathname === BACK);
  await page.locator('main').waitFor();
  await picture(`${name}-2-signed-in`);
}

async function refused(scene) {
  const { check, browser, ann, bob } = scene;
  await check('a link leads nowhere for whoever signs in as somebody else, whosever it is', async () => {
    for (const [caller, other, name] of [
      [bob, ann, 'phished'],
      [ann, bob, 'found'],
    ]) {
      const person = await browser.person({ dark: true });
      await signIn(person, await linkFor(caller), other, name);
      await comeBack(person, name);
      assert.match(await heading(person), WRONG);
      assert.match(await caller.whoami(), PAGE);
    }
  });
  await check('a bound token proves nothing where it is typed, and no page asks for one', async () => {
    const person = await browser.person();
    await person.page.goto(await linkFor(ann));
    assert.equal(await person.page.locator('#credential').count(), 0);
    const [ticket, token] = await person.page.evaluate(() => {
      const query = new URL(document.querySelector('a.go').href).searchParams;
      return [query.get('ticket'), query.get('token')];
    });
    const form = { ticket, token, credential: ann.token };
    const answer = await person.page.request.post(new URL('/login', person.page.url()).href, { form });
    assert.equal(answer.status(), 403);
  });
}

/** Bob signs in as himself and has ann's browser come back in his place; and takes what she comes back with. */
async function carriedOff(scene) {
  const { check, browser, ann, bob } = scene;
  for (const [who, other] of [
    [bob, 'ann'],
    [ann, 'bob'],
  ]) {
    await check(`what ${who.username} comes back with is worth nothing in the browser of ${other}`, async () => {
      const one = await browser.person();
      let came;
      // Redirects cannot be held up, but what leads to one can.
      await one.page.route(/\/login-actions\/authenticate/, async (route) => {
        const sent = await route.fetch({ maxRedirects: 0 });
        came = sent.headers().location;
        return route.fulfill({ status: 200, body: 'taken' });
      });
      await signIn(one, await linkFor(who), who, `taken-${who.username}`);
      await one.page.getByText('taken').waitFor();
      assert.equal(new URL(came).pathname, BACK);
      const another = await browser.person();
      await another.page.goto(await linkFor(who));
      const answer = await another.page.goto(came);
      assert.equal(answer.status(), 400);
      assert.match(await heading(another), WRONG);
      assert.match(await who.whoami(), PAGE);
    });
  }
}

async function signedIn(scene) {
  const { check, browser, ann, bob } = scene;
  await check('ann signs in as herself, logs in at the server, and her call goes through', async () => {
    const person = await browser.person();
    await signIn(person, await linkFor(ann), ann, 'ann');
    await comeBack(person, 'ann');
    const said = await person.page.innerText('main');
    assert.match(said, /used for kc\/\S+ through kc\/prover/);
    const back = person.page.url();
    await goOn(person, ann, 'ann');
    assert.match(await heading(person), /You are logged in/);
    assert.match(await ann.whoami(), /you are ann/);
    assert.match(await bob.whoami(), PAGE);
    assert.deepEqual(person.faults, []);
    await check('what she came back with is good once', async () => {
      const again = await person.page.goto(back);
      assert.equal(again.status(), 400);
      await person.picture('ann-5-again');
    });
  });
  await check('bob signs in as himself on a small screen, and is bob', async () => {
    const person = await browser.person({ narrow: true });
    await signIn(person, await linkFor(bob), bob, 'bob');
    await comeBack(person, 'bob');
    await goOn(person, bob, 'bob');
    assert.match(await bob.whoami(), /you are bob/);
    assert.match(await ann.whoami(), /you are ann/);
  });
}

async function onRecord({ check, gateway, ann, tickets }) {
  await check('who was refused is on record, and no token is; the server saw none of ours', async () => {
    const records = await gateway.audit();
    const why = records.map(({ fields }) => fields.reason).filter(Boolean);
    assert.ok(why.some((reason) => reason.startsWith('somebody else signed in')), words(why));
    const text = words(records) + gateway.output();
    for (const token of [ann.token, ...tickets.tokens.filter(Boolean)]) assert.ok(!text.includes(token));
    for (const { all } of tickets.received) assert.ok(!all.includes(ann.token));
  });
}
