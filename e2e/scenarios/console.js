// The console, in a real browser, by people who type a key: what each role sees, in both themes, on a phone, by the
// keyboard and without scripts, and nothing that a checker of accessibility calls serious.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { startBrowser } from '../lib/browser.js';
import { call } from '../lib/by-hand.js';
import { behind } from '../lib/config.js';
import { words } from '../lib/got.js';
import { servers } from '../lib/servers.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const HOSTILE = '</code><img src=x onerror="window.hit=1"><b>x</b>\u202e\u200b';
const MANY = 10_000;

/** How people look at pages. */
export const LOOKS = {
  light: {},
  dark: { dark: true },
  phone: { narrow: true },
  'dark-phone': { narrow: true, dark: true },
};

export const console_ = {
  name: 'console',
  async play(stage) {
    const browser = await startBrowser(stage.folder);
    stage.atEnd(() => browser.stop());
    const scene = { ...stage, browser, ...(await opened(stage)) };
    await signedIn(scene);
    await looked(scene);
    await roles(scene);
    await live(scene);
    await bare(scene);
    await many(scene);
  },
};

async function opened(stage) {
  const world = stage.world();
  writeFileSync(join(world, 'files/notes.txt'), 'words');
  const gateway = await stage.operate({
    servers: { files: behind(servers.filesystem, world) },
    transparent: true,
    policy: {
      allow: [{ name: 'some', tools: ['read_text_file', 'write_file'] }],
      deny: [{ name: 'no-secrets', tools: ['write_file'], when: 'args.content == "x"' }],
    },
    pinning: { 'first-seen': 'approve' },
    limits: { 'requests-per-minute': 1_000_000 },
    audit: { values: 'full' },
    console: {
      keys: true,
      viewers: { names: ['vera'] },
      operators: { names: ['olga'] },
      auditors: { names: ['ada'] },
    },
  });
  const people = {};
  for (const name of ['ann', 'vera', 'ada']) people[name] = await gateway.createKey(name, []);
  const scene = { gateway, world, ...people };
  await read(scene, 'notes.txt');
  await tool(scene, 'write_file', { path: join(world, 'files/secret-name.txt'), content: 'x' });
  await tool(scene, 'no_such_tool', {});
  return scene;
}

const tool = async ({ gateway, ann }, name, args) =>
  (await call(gateway.target().url, ann.key, name, args)).text();
const read = (scene, name) =>
  tool(scene, 'read_text_file', { path: join(scene.world, 'files', name) });
export const at = (scene, path) => new URL(path, scene.gateway.target().url).href;

/** Somebody with a browser of his own, who types his key by the keyboard. */
export async function visitor(scene, key, more) {
  const person = await scene.browser.person(more);
  await person.page.goto(at(scene, '/console'));
  await person.page.locator('#credential').focus();
  await person.page.keyboard.type(key);
  await person.page.keyboard.press('Enter');
  await person.page.locator('main.wide').waitFor();
  // The page that asks for it is a refusal, which browsers report as an error.
  person.faults.splice(0);
  return person;
}

/** What a checker of accessibility finds that would keep somebody out. */
export async function barriers({ page }) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations
    .filter(({ impact }) => ['serious', 'critical'].includes(impact))
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

async function signedIn(scene) {
  const { check, browser, vera, ann } = scene;
  await check('nobody sees anything without a key that has a role', async () => {
    const person = await browser.person();
    await person.page.goto(at(scene, '/console/decisions'));
    await person.picture('1-sign-in');
    assert.deepEqual(await barriers(person), []);
    for (const key of ['ptr_wrong', ann.key]) {
      await person.page.goto(at(scene, '/console/decisions'));
      await person.page.fill('#credential', key);
      await person.page.click('button');
      assert.match(await person.page.innerText('main'), /opens nothing here/);
    }
    assert.equal(await person.page.locator('nav').count(), 0);
  });
  await check('vera types her key, and goes through the pages by the keyboard', async () => {
    const person = await visitor(scene, vera.key);
    assert.match(await person.page.innerText('header'), /vera \(viewer\)/);
    await person.page.keyboard.press('Tab');
    await person.page.keyboard.press('Enter');
    assert.ok(person.page.url().endsWith('#main'), person.page.url());
    await person.page.locator('nav a', { hasText: 'Decisions' }).focus();
    await person.page.keyboard.press('Enter');
    await person.page.locator('#tool').fill('write_file');
    await person.page.keyboard.press('Enter');
    await person.page.waitForURL(/tool=write_file/);
    assert.equal(await person.page.locator('tbody tr').count(), 1);
    await person.page.locator('tbody a').focus();
    await person.page.keyboard.press('Enter');
    const why = await person.page.innerText('main');
    for (const part of ['policy-denied', 'no-secrets', 'policy.deny[0]', 'beats every allow']) {
      assert.ok(why.includes(part), `${part} in ${why}`);
    }
    assert.deepEqual(person.faults, []);
  });
}

async function looked(scene) {
  const { check, vera } = scene;
  await tool(scene, HOSTILE, {});
  for (const [look, more] of Object.entries(LOOKS)) {
    await check(`every page can be read and used (${look}), and what others wrote is text`, async () => {
      const person = await visitor(scene, vera.key, more);
      for (const [name, path] of Object.entries({
        overview: '/console/overview?for=day',
        decisions: '/console/decisions',
        hostile: '/console/decisions?search=onerror',
      })) {
        await person.page.goto(at(scene, path));
        await person.picture(`${look}-${name}`);
        assert.deepEqual(await barriers(person), [], name);
        await fits(person, name);
      }
      await filtersOn(person, more);
      await person.page.locator('tbody a').first().click();
      await person.page.getByText('What each control said').first().waitFor();
      await person.picture(`${look}-why`);
      assert.deepEqual(await barriers(person), []);
      await fits(person, 'why');
      assert.equal(await person.page.locator('img, main b').count(), 0);
      assert.equal(await person.page.evaluate(() => window.hit), undefined);
      const shown = await person.page.innerText('main');
      assert.ok(shown.includes('\\u{202e}') && !shown.includes('\u202e'), shown);
      assert.deepEqual(person.faults, []);
    });
  }
}

/** On a small screen the filters are behind one line, and elsewhere at once there. */
async function filtersOn({ page }, { narrow = false }) {
  assert.equal(await page.locator('#tool').isVisible(), !narrow);
  if (!narrow) return;
  await page.locator('summary', { hasText: 'Filters' }).click();
  await page.locator('#tool').fill('write_file');
  await page.locator('.search button').click();
  await page.locator('#tool').waitFor();
  await page.goBack();
}

/** No page moves sideways as a whole. */
export async function fits({ page }, name) {
  const [whole, seen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok(whole <= seen, `${name}: ${whole} of ${seen}`);
}

async function roles(scene) {
  const { check, vera, ada } = scene;
  await check('arguments are shown to the auditor alone', async () => {
    for (const [who, sees] of [
      [vera, false],
      [ada, true],
    ]) {
      const person = await visitor(scene, who.key);
      await person.page.goto(at(scene, '/console/decisions?tool=write_file'));
      await person.page.locator('tbody a').click();
      await person.page.getByText('Arguments').first().waitFor();
      const shown = await person.page.innerText('main');
      assert.equal(shown.includes('secret-name.txt'), sees, shown);
      await person.picture(sees ? 'auditor-why' : 'viewer-why');
    }
  });
  await check('who signed out is out', async () => {
    const person = await visitor(scene, vera.key);
    await person.page.click('header button');
    await person.page.locator('#credential').waitFor();
    assert.equal((await person.page.goto(at(scene, '/console/decisions'))).status(), 403);
  });
}

async function live(scene) {
  const { check, vera } = scene;
  await check('a list shows by itself what comes, but not while somebody types', async () => {
    const person = await visitor(scene, vera.key);
    await person.page.goto(at(scene, '/console/decisions?tool=comes_later'));
    await person.page.getByText('No decision is like that').waitFor();
    await person.page.locator('#search').focus();
    await person.page.keyboard.type('half a wo');
    await tool(scene, 'comes_later', {});
    assert.equal(await person.page.inputValue('#search'), 'half a wo');
    await person.page.evaluate(() => document.activeElement.blur());
    await person.page.locator('tbody tr').waitFor();
    assert.deepEqual(person.faults, []);
  });
}

async function bare(scene) {
  const { check, vera } = scene;
  await check('without scripts it works all the same', async () => {
    const person = await visitor(scene, vera.key, { scripts: false });
    await person.page.goto(at(scene, '/console/decisions'));
    await person.page.fill('#tool', 'write_file');
    await person.page.click('.search button');
    assert.equal(await person.page.locator('tbody tr').count(), 1);
  });
}

async function many(scene) {
  const { check, vera } = scene;
  await check(`among ${MANY} decisions one is found, and it is said how long that took`, async () => {
    for (let sent = 0; sent < MANY; sent += 50) {
      await Promise.all(Array.from({ length: 50 }, (_, i) => tool(scene, `many_${sent + i}`, {})));
    }
    const person = await visitor(scene, vera.key);
    const took = {};
    for (const [name, [path, rows]] of Object.entries({
      open: ['/console/decisions', 100],
      search: [`/console/decisions?search=many_${MANY / 2}`, 1],
      filter: ['/console/decisions?verdict=refused&principal=ann&since=day', 100],
      overview: ['/console/overview', undefined],
    })) {
      const begun = performance.now();
      await person.page.goto(at(scene, path));
      took[name] = Math.round(performance.now() - begun);
      if (rows) assert.equal(await person.page.locator('tbody tr').count(), rows, name);
    }
    process.stderr.write(`${MANY} decisions: ${words(took)}\n`);
    await person.picture('many');
  });
}
