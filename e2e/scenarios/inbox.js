// Calls that people approve on the page of the gateway: with a real browser, signed in at a real identity provider.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { approving } from '../lib/approving.js';
import { startBrowser } from '../lib/browser.js';
import { call } from '../lib/by-hand.js';
import { clients as c } from '../lib/clients.js';
import { eventually, words } from '../lib/got.js';
import { startKeycloak } from '../lib/keycloak.js';
import { heading } from '../lib/login.js';

const HOSTILE = '</pre><img src=x onerror="window.hit=1"><b>approved</b>\u202e\u200b';
const WAITS = /a person has to approve/;

export const inbox = {
  name: 'inbox',
  async play(stage) {
    const keycloak = await startKeycloak();
    stage.atEnd(() => keycloak.stop());
    const browser = await startBrowser(stage.folder);
    stage.atEnd(() => browser.stop());
    const scene = { ...stage, browser, ...(await opened(stage, keycloak)) };
    await approved(scene);
    await denied(scene);
    await refused(scene);
    await bare(scene);
    await live(scene);
    await forTheOperator(scene);
    await sentThere(scene);
    await anew(scene);
    await onRecord(scene);
  },
};

async function opened(stage, keycloak) {
  return approving(stage, keycloak, {
    people: ['ann', 'bob', 'olga'],
    approvers: ['olga'],
    tools: {
      write_file: { consequential: true },
      edit_file: { approval: 'page' },
      create_directory: { approval: 'operator' },
    },
  });
}

const page = (gateway, path = '/approvals') => new URL(path, gateway.target().url).href;
const file = (world, name) => join(world, 'files', name);

const tool = async ({ gateway }, who, name, args) =>
  (await call(gateway.target().url, who.token, name, args)).text();
const write = (scene, who, name, content) =>
  tool(scene, who, 'write_file', { path: file(scene.world, name), content });

/** Opens an address, and signs in unless he is. */
export async function signIn({ page: at, picture, leads }, address, { username, password }, name) {
  await at.goto(address);
  await picture(`${name}-1-sign-in`);
  await leads(() => at.click('a.go'));
  const field = at.locator('#username');
  await field.or(at.locator('main.wide')).first().waitFor();
  if (await field.isVisible()) {
    await field.fill(username);
    await at.fill('#password', password);
    await leads(() => at.click('[type=submit]'));
  }
  await at.locator('main').waitFor();
}

/** A browser in which somebody is signed in. */
async function visitor(scene, who, name, more) {
  const person = await scene.browser.person(more);
  await signIn(person, page(scene.gateway), who, name);
  // The page that asks for it is a refusal, which browsers report as an error.
  person.faults.splice(0);
  return person;
}

async function approved(scene) {
  const { check, world, ann, bob } = scene;
  await check('ann sees her call, approves it by the keyboard, and it is made once', async () => {
    assert.match(await write(scene, ann, 'yes.txt', 'some words'), WAITS);
    const person = await visitor(scene, ann, 'approve');
    await person.picture('approve-2-list');
    const link = person.page.locator('ul.calls a');
    assert.equal(await link.count(), 1);
    await person.leads(() => link.press('Enter'));
    await person.picture('approve-3-call');
    const shown = await person.page.innerText('main');
    for (const part of ['kc/ann', 'kc/app', 'write_file', 'some words', 'cannot be taken back']) {
      assert.ok(shown.includes(part), `${part} in ${shown}`);
    }
    await person.page.locator('#reason').focus();
    await person.page.keyboard.press('Tab');
    await person.leads(() => person.page.keyboard.press('Enter'));
    await person.page.getByText('Approved by').waitFor();
    await person.picture('approve-4-approved');
    assert.match(await write(scene, ann, 'yes.txt', 'some words'), /Successfully wrote/);
    assert.equal(readFileSync(file(world, 'yes.txt'), 'utf8'), 'some words');
    assert.match(await write(scene, ann, 'yes.txt', 'some words'), WAITS);
    assert.deepEqual(person.faults, []);
  });
  await check('what others wrote is text on every page, with all that is hidden in it', async () => {
    assert.match(await write(scene, bob, 'hostile.txt', HOSTILE), WAITS);
    const person = await visitor(scene, bob, 'hostile', { dark: true });
    await person.picture('hostile-2-list');
    await person.leads(() => person.page.click('ul.calls a'));
    await person.picture('hostile-3-call');
    assert.equal(await person.page.locator('img, b').count(), 0);
    assert.equal(await person.page.evaluate(() => window.hit), undefined);
    const shown = await person.page.innerText('main');
    assert.ok(shown.includes('\\u{202e}\\u{200b}') && !shown.includes('\u202e'), shown);
    assert.deepEqual(person.faults, []);
  });
}

async function denied(scene) {
  const { check, world, ann } = scene;
  await check('ann says no on a small screen, and her application is told, without the reason', async () => {
    await write(scene, ann, 'no.txt', 'words');
    const person = await visitor(scene, ann, 'deny', { narrow: true, dark: true });
    await person.picture('deny-2-list');
    const link = person.page.locator('ul.calls li', { hasText: 'no.txt' }).locator('a');
    await person.leads(() => link.click());
    await person.page.fill('#reason', 'nobody ordered that');
    await person.picture('deny-3-call');
    await person.leads(() => person.page.click('button.no'));
    await person.page.getByText('Denied by').waitFor();
    await person.picture('deny-4-denied');
    const answer = await write(scene, ann, 'no.txt', 'words');
    assert.match(answer, /a person was asked and denied/);
    assert.ok(!answer.includes('ordered'), answer);
    assert.equal(existsSync(file(world, 'no.txt')), false);
  });
}

/** The address of a call that waits. */
async function address(scene, who, name) {
  const id = /approval ([0-9a-f-]+)/.exec(await write(scene, who, name, 'words'))?.[1];
  assert.ok(id);
  return page(scene.gateway, `/approvals/call?id=${id}`);
}

async function refused(scene) {
  const { check, ann, bob, browser } = scene;
  await check('bob sees nothing at the address of a call of ann, and cannot answer it', async () => {
    const hers = await address(scene, ann, 'hers.txt');
    const person = await browser.person();
    await signIn(person, hers, bob, 'other');
    await person.picture('other-2-nothing');
    assert.match(await heading(person), /Nothing to answer/);
    const his = await address(scene, bob, 'his.txt');
    await person.page.goto(his);
    await person.page.evaluate((id) => {
      document.querySelector('[name=id]').value = id;
    }, new URL(hers).searchParams.get('id'));
    await person.leads(() => person.page.click('[value=approve]'));
    assert.match(await heading(person), /Nothing to answer/);
    assert.match(await write(scene, ann, 'hers.txt', 'words'), WAITS);
  });
  await check('a page of somebody else has no form of ours answered', async () => {
    const hers = await address(scene, ann, 'forged.txt');
    const person = await visitor(scene, ann, 'forged');
    await person.page.goto(hers);
    const [id, token] = await person.page.evaluate(() =>
      ['id', 'token'].map((name) => document.querySelector(`[name=${name}]`).value),
    );
    // What a browser would send of itself for a page elsewhere that somehow had the token.
    const form = { id, token, word: 'approve' };
    const to = page(scene.gateway, '/approvals/call');
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const answer = await person.page.request.post(to, { form, headers });
    assert.equal(answer.status(), 403);
    // A form of a page elsewhere itself, without it.
    await person.page.goto(
      `data:text/html,<form method=post action="${to}"><input name=id value="${id}"><button name=word value=approve>`,
    );
    await person.leads(() => person.page.click('button'));
    await person.picture('forged-2-refused');
    assert.match(await write(scene, ann, 'forged.txt', 'words'), WAITS);
  });
}

async function bare(scene) {
  const { check, ann } = scene;
  await check('without scripts it works all the same', async () => {
    const hers = await address(scene, ann, 'bare.txt');
    const person = await visitor(scene, ann, 'bare', { scripts: false });
    await person.picture('bare-2-list');
    await person.page.goto(hers);
    await person.leads(() => person.page.click('[value=approve]'));
    await person.page.getByText('Approved by').waitFor();
    assert.match(await write(scene, ann, 'bare.txt', 'words'), /Successfully wrote/);
  });
}

async function live(scene) {
  const { check, ann } = scene;
  await check('the list shows by itself what comes, and a page what was answered elsewhere', async () => {
    const person = await visitor(scene, ann, 'live');
    const hers = await address(scene, ann, 'live.txt');
    await person.page.locator('ul.calls li', { hasText: 'live.txt' }).waitFor();
    await person.page.goto(hers);
    const id = new URL(hers).searchParams.get('id');
    const { status, stderr } = await scene.gateway.command('approvals', 'deny', id);
    assert.equal(status, 0, stderr);
    await person.page.getByText('Denied by').waitFor();
    assert.deepEqual(person.faults, []);
  });
  await check('who signed out is out', async () => {
    const person = await visitor(scene, ann, 'out');
    await person.leads(() => person.page.click('header button'));
    await person.picture('out-2-signed-out');
    await person.page.goBack();
    assert.equal((await person.page.goto(page(scene.gateway))).status(), 403);
  });
}

async function forTheOperator(scene) {
  const { check, world, ann, olga } = scene;
  await check('what is the operator\u2019s is asked of olga alone, and not about her own calls', async () => {
    const path = join(world, 'files/made');
    const make = (who) => tool(scene, who, 'create_directory', { path });
    assert.match(await make(ann), WAITS);
    assert.match(await make(olga), WAITS);
    const hers = await visitor(scene, ann, 'not-hers');
    assert.equal(await hers.page.locator('li', { hasText: 'create_directory' }).count(), 0);
    const person = await visitor(scene, olga, 'operator');
    await person.picture('operator-2-list');
    const own = person.page.locator('ul.calls li', { hasText: 'kc/olga' }).locator('a');
    await person.leads(() => own.click());
    await person.picture('operator-3-own');
    assert.equal(await person.page.locator('[value=approve]').count(), 0);
    await person.page.goto(page(scene.gateway));
    const anns = person.page.locator('ul.calls li', { hasText: 'kc/ann' }).locator('a');
    await person.leads(() => anns.click());
    await person.leads(() => person.page.click('[value=approve]'));
    await person.page.getByText('Approved by').waitFor();
    assert.doesNotMatch(await make(ann), WAITS);
    assert.ok(existsSync(path));
  });
}

async function sentThere(scene) {
  const { check, visit, gateway, world, browser, ann, bob } = scene;
  const path = file(world, 'edited.txt');
  const edit = (newText) => ({ call: 'edit_file', with: { path, edits: [{ oldText: 'before', newText }] } });
  const target = gateway.target({ key: ann.token });
  await check('the official client sends its user to the page, and goes on once she approved there', async () => {
    writeFileSync(path, 'before');
    const visits = [];
    const opened = async (url) => {
      visits.push(url);
      const other = await browser.person();
      await signIn(other, url, bob, 'sent-bob');
      assert.match(await heading(other), /Nothing to answer/);
      const person = await browser.person({ narrow: true });
      await signIn(person, url, ann, 'sent');
      await person.picture('sent-2-call');
      await person.leads(() => person.page.click('[value=approve]'));
      await person.page.getByText('Approved by').waitFor();
      return 'accept';
    };
    const [result] = await visit(c.sdkModern, { ...target, opened }, [edit('after')]);
    assert.equal(readFileSync(path, 'utf8'), 'after', words(result));
    assert.equal(visits.length, 1, words(visits));
  });
  await check('a client that says yes in her place has no say', async () => {
    writeFileSync(path, 'before');
    const asked = () => 'accept';
    const [result] = await visit(c.sdkModern, { ...target, asked }, [edit('unseen')]);
    assert.match(words(result), WAITS);
    assert.equal(readFileSync(path, 'utf8'), 'before');
  });
  await check('one of the stateful era is told the address, and calls again', async () => {
    const opened = async () => 'accept';
    const [told] = await visit(c.sdkLegacy, { ...target, opened }, [edit('later')]);
    const id = /approvals\/call\?id=([\w-]+)/.exec(words(told))?.[1];
    assert.ok(id, words(told));
    const person = await visitor(scene, ann, 'legacy');
    await person.page.goto(page(gateway, `/approvals/call?id=${id}`));
    await person.leads(() => person.page.click('[value=approve]'));
    await person.page.getByText('Approved by').waitFor();
    const [made] = await visit(c.sdkLegacy, { ...target, opened }, [edit('later')]);
    assert.equal(readFileSync(path, 'utf8'), 'later', words(made));
  });
}

async function anew(scene) {
  const { check, gateway, ann } = scene;
  await check('after a restart the question is there, and whoever was signed in does it again', async () => {
    const hers = await address(scene, ann, 'restart.txt');
    const person = await visitor(scene, ann, 'restart');
    await person.page.goto(hers);
    await gateway.stop();
    await gateway.start();
    await person.leads(() => person.page.click('[value=approve]'));
    await person.page.locator('a.go').waitFor();
    assert.match(await write(scene, ann, 'restart.txt', 'words'), WAITS);
    await signIn(person, hers, ann, 'restart');
    await person.leads(() => person.page.click('[value=approve]'));
    await person.page.getByText('Approved by').waitFor();
    assert.match(await write(scene, ann, 'restart.txt', 'words'), /Successfully wrote/);
  });
}

async function onRecord({ check, gateway }) {
  await check('every answer is on record with who gave it, and so is what was refused', async () => {
    await eventually('all answers are on record', async () => (await said(gateway)).length >= 8);
    const all = await said(gateway);
    const by = (event) => all.filter((one) => one[0] === event).map((one) => one[1]);
    assert.ok(by('approval-granted').includes('kc/olga, on the page'), words(all));
    assert.ok(by('approval-granted').includes('kc/ann, on the page'), words(all));
    assert.ok(by('approval-denied').includes('kc/ann, on the page'), words(all));
    const records = words(await gateway.audit());
    for (const event of ['console-signed-in', 'console-refused']) assert.ok(records.includes(event), event);
  });
}

async function said(gateway) {
  const records = await gateway.audit();
  return records
    .filter(({ fields }) => /^approval-/.test(fields.event ?? ''))
    .map(({ fields: { event, by } }) => [event, by]);
}
