// Two virtual servers of one gateway, and people whose tokens a real identity provider made for one of them: what is
// good at the one is nothing at the other, and whoever has to log in at a server does so where he called.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gatewayCommand } from '../../conformance/lib/gateway.js';
import { Resource } from '../doubles/resource.js';
import { startBrowser } from '../lib/browser.js';
import { FORBIDDEN, LET_IN, TURNED_AWAY, ask, call, knock } from '../lib/by-hand.js';
import { clients as c } from '../lib/clients.js';
import { asClient, behind } from '../lib/config.js';
import { assertAnswered, assertRefused, assertTurnedAway, words } from '../lib/got.js';
import { startKeycloak } from '../lib/keycloak.js';
import { PAGE, goOn, heading, mayComeBack, open, worth } from '../lib/login.js';
import { servers } from '../lib/servers.js';

const HOST = 'https://mcp.example.test';
const METADATA = '/.well-known/oauth-protected-resource';
/** The endpoints, in the order of the configuration. */
const OFFICE = '/office/mcp';
const BANK = '/bank/mcp';
const OFFICE_TOOLS = ['files__list_directory', 'files__read_text_file'];
const MAKE = 'files__create_directory';
const WHO = 'tickets__whoami';

export const endpoints = {
  name: 'virtual servers',
  async play(stage) {
    const keycloak = await startKeycloak();
    stage.atEnd(() => keycloak.stop());
    const browser = await startBrowser(stage.folder);
    stage.atEnd(() => browser.stop());
    const world = stage.world();
    writeFileSync(join(world, 'files/notes.txt'), 'kept words');
    const scene = { ...stage, keycloak, browser, world, ...(await opened(stage, keycloak, world)) };
    await apart(scene);
    await documented(scene);
    await steppedUp(scene);
    await loggedIn(scene);
    await listed(scene);
    await overStdio(scene);
    await onRecord(scene);
  },
};

async function opened(stage, keycloak, world) {
  const tickets = await Resource.start(worth(keycloak), keycloak.issuer);
  stage.atEnd(() => tickets.stop());
  await keycloak.addScope('at-office', `${HOST}${OFFICE}`);
  await keycloak.addScope('at-bank', `${HOST}${BANK}`);
  await keycloak.addScope('at-tickets', tickets.url);
  for (const scope of ['money', 'make']) await keycloak.addScope(scope);
  const desk = await keycloak.addClient('desk', ['at-office', 'at-bank', 'money', 'make']);
  const us = await keycloak.addClient('gateway-at-tickets', ['offline_access'], {
    defaultClientScopes: ['basic', 'profile', 'at-tickets'],
  });
  const gateway = await stage.operate(settings(world, keycloak, tickets, us));
  await mayComeBack(keycloak, gateway);
  const ann = await keycloak.addUser('ann', []);
  const token = (scopes) => keycloak.byPassword(desk, ann, scopes);
  return { tickets, gateway, ann, token };
}

function settings(world, keycloak, tickets, us) {
  const shown = asClient(dirname(world), us); // a program may not be granted what lies about a secret
  return {
    http: {},
    authentication: {
      'api-keys': false,
      oauth: {
        resource: `${HOST}/mcp`,
        issuers: {
          kc: { issuer: keycloak.issuer, claims: { principal: 'preferred_username' } },
        },
      },
    },
    servers: {
      files: behind(servers.filesystem, world),
      tickets: {
        url: tickets.url,
        era: 'modern',
        credentials: { login: { issuer: keycloak.issuer, ...shown } },
      },
    },
    endpoints: {
      office: { servers: ['files'] },
      bank: { servers: ['files', 'tickets'], scopes: ['money'] },
    },
    policy: {
      allow: [
        { name: 'read', tools: ['list_directory', 'read_text_file'], when: 'endpoint == "office"' },
        { name: 'make', tools: ['create_directory'], scopes: ['make'], when: 'endpoint == "bank"' },
        { name: 'tickets', servers: ['tickets'], tools: ['*'] },
      ],
    },
    pinning: { 'first-seen': 'approve' },
  };
}

const urlOf = ({ gateway }, path) => new URL(path, gateway.target().url).href;

/** How a client reaches an endpoint with a token. */
const at = (scene, path, key) => ({ ...scene.gateway.target({ key }), url: urlOf(scene, path) });

async function apart(scene) {
  const { check, visit, token } = scene;
  const good = { [OFFICE]: await token('at-office'), [BANK]: await token('at-bank money') };
  await check('a token that is meant for an endpoint is accepted there', async () => {
    for (const path of [OFFICE, BANK]) {
      assert.equal(await knock(urlOf(scene, path), good[path]), LET_IN, path);
    }
  });
  for (const [path, other] of [
    [OFFICE, BANK],
    [BANK, OFFICE],
  ]) {
    await check(`a token for ${other} is refused at ${path}, to any client`, async () => {
      assert.equal(await knock(urlOf(scene, path), good[other]), TURNED_AWAY);
      for (const client of [c.sdkModern, c.sdkLegacy]) {
        await assertTurnedAway(visit(client, at(scene, path, good[other]), [{ tools: true }]));
      }
    });
  }
  await check('the endpoint of all servers is not there', async () => {
    assert.equal(await knock(urlOf(scene, '/mcp'), good[OFFICE]), 404);
  });
}

async function documented(scene) {
  const { check, keycloak } = scene;
  for (const [path, scopes] of [
    [OFFICE, []],
    [BANK, ['money']],
  ]) {
    await check(`whoever has no token for ${path} learns what one must be`, async () => {
      const answer = await ask(urlOf(scene, path));
      assert.equal(answer.status, TURNED_AWAY);
      const challenge = answer.headers.get('www-authenticate');
      assert.ok(challenge.includes(`resource_metadata="${HOST}${METADATA}${path}"`), challenge);
      for (const scope of scopes) assert.ok(challenge.includes(`scope="${scope}"`), challenge);
      const document = await (await fetch(urlOf(scene, METADATA + path))).json();
      assert.equal(document.resource, HOST + path);
      assert.deepEqual(document.authorization_servers, [keycloak.issuer]);
    });
  }
}

async function steppedUp(scene) {
  const { check, token, world } = scene;
  const bank = urlOf(scene, BANK);
  await check('an endpoint asks for its own scopes, and another one does not', async () => {
    const answer = await ask(bank, await token('at-bank'));
    assert.equal(answer.status, FORBIDDEN);
    assert.match(
      answer.headers.get('www-authenticate'),
      /^Bearer error="insufficient_scope", scope="money", resource_metadata="[^"]*\/bank\/mcp"/,
    );
    assert.equal(await knock(urlOf(scene, OFFICE), await token('at-office')), LET_IN);
  });
  await check('a call that needs more is told all that it takes there, and passes with it', async () => {
    const path = join(world, 'files/made');
    const few = await call(bank, await token('at-bank money'), MAKE, { path });
    assert.equal(few.status, FORBIDDEN);
    const [, wanted] = /scope="([^"]*)"/.exec(few.headers.get('www-authenticate'));
    assert.equal(wanted, 'money make');
    const more = await call(bank, await token(`at-bank ${wanted}`), MAKE, { path });
    assert.equal(more.status, 200);
    assert.ok(existsSync(path));
  });
}

async function pageFor(scene, key) {
  const [answer] = await scene.visit(c.sdkModern, at(scene, BANK, key), [{ call: WHO }]);
  const page = PAGE.exec(words(answer))?.[0];
  assert.ok(page, `no page in ${words(answer)}`);
  return page;
}

async function loggedIn(scene) {
  const { check, visit, browser, token, ann } = scene;
  await check('the page of an endpoint takes no token that is meant for another one', async () => {
    const person = await browser.person();
    await open(person, await pageFor(scene, await token('at-bank money')), await token('at-office'), 'stray');
    await person.picture('stray-3-refused');
    assert.match(await heading(person), /not logged in/);
  });
  await check('a link to the page of one endpoint is none at another', async () => {
    const link = await pageFor(scene, await token('at-bank money'));
    assert.match(link, /\/login\/at\/bank\?/);
    const person = await browser.person();
    const answer = await person.page.goto(link.replace('/at/bank?', '/at/office?'));
    assert.equal(answer.status(), 400);
  });
  await check('ann logs in with her token for the second endpoint, and is ann at the server', async () => {
    const person = await browser.person();
    const key = await token('at-bank money');
    await open(person, await pageFor(scene, key), key, 'bank');
    await goOn(person, ann, 'bank');
    assert.match(await heading(person), /logged in/);
    for (const client of [c.sdkModern, c.sdkLegacy]) {
      const [answer] = await visit(client, at(scene, BANK, key), [{ call: WHO }]);
      assertAnswered(answer, 'you are ann');
    }
    assert.deepEqual(person.faults, []);
  });
}

async function listed(scene) {
  const { check, visit, token, world } = scene;
  const read = { call: 'files__read_text_file', with: { path: join(world, 'files/notes.txt') } };
  for (const client of [c.sdkModern, c.sdkLegacy]) {
    await check(`${client.name} finds at each endpoint what there is for it, and no more`, async () => {
      const office = at(scene, OFFICE, await token('at-office'));
      const [tools, text, none] = await visit(client, office, [{ tools: true }, read, { call: WHO }]);
      assert.deepEqual(tools, OFFICE_TOOLS);
      assertAnswered(text, 'kept words');
      assertRefused(none);
      const bank = at(scene, BANK, await token('at-bank money make'));
      const [others, refused] = await visit(client, bank, [{ tools: true }, read]);
      assert.deepEqual(others, [MAKE, WHO]);
      assertRefused(refused);
    });
  }
}

async function overStdio({ check, visit, gateway, folder }) {
  await check('over stdio a client comes to the endpoint that its command names', async () => {
    const own = mkdtempSync(join(folder, 'stdio-'));
    const command = [...gatewayCommand(), 'stdio', '-c', gateway.file, '--data', join(own, 'data')];
    const target = { command: [...command, '--endpoint', 'office'], cwd: own };
    const [tools] = await visit(c.sdkLegacy, target, [{ tools: true }]);
    assert.deepEqual(tools, OFFICE_TOOLS);
  });
}

async function onRecord({ check, gateway }) {
  await check('records say at which endpoint it was', async () => {
    const records = (await gateway.audit()).map(({ fields }) => fields);
    const at = (event) => records.filter((one) => one.event === event).map((one) => one.endpoint);
    assert.deepEqual([...new Set(at('login-completed'))], ['bank']);
    assert.ok(at('login-refused').includes('bank'), words(at('login-refused')));
    for (const name of ['office', 'bank']) {
      assert.ok(records.some(({ endpoint }) => endpoint === name), name);
    }
  });
}
