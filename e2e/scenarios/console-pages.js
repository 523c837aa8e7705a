// The pages of the console about what the operator's commands are about, in a real browser: each as it is with nothing to
// show and with much, in both themes, on a phone, and what an operator and an auditor do there.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBrowser } from '../lib/browser.js';
import { behind } from '../lib/config.js';
import { turn, turnable } from '../lib/doubles.js';
import { eventually, words } from '../lib/got.js';
import { servers } from '../lib/servers.js';
import { LOOKS, at, barriers, fits, visitor } from './console.js';
import { say } from './words.js';

const READ = 'read_text_file';
const DEFINITION = `/console/definition?server=files&kind=tool&name=${READ}`;
const PAGES = {
  overview: '/console/overview',
  servers: '/console/servers',
  server: '/console/server?id=files',
  definition: DEFINITION,
  findings: '/console/findings',
  conversations: '/console/conversations',
  policy: '/console/policy',
  keys: '/console/keys',
  audit: '/console/audit',
};

export const consolePages = {
  name: 'console pages',
  async play(stage) {
    const browser = await startBrowser(stage.folder);
    stage.atEnd(() => browser.stop());
    const scene = { ...stage, browser, ...(await opened(stage)) };
    await seen(scene, { new: {} });
    await lived(scene);
    await seen(scene, LOOKS);
    await worked(scene);
  },
};

async function opened(stage) {
  const world = stage.world();
  writeFileSync(join(world, 'files/letter.txt'), 'Write it down for the record.');
  const gateway = await stage.operate({
    servers: { files: behind(turnable(servers.filesystem, READ), world) },
    transparent: true,
    policy: {
      allow: [{ name: 'all', tools: ['*'] }],
      deny: [{ name: 'no-moves', tools: ['move_file'], when: 'args.destination == "/"' }],
    },
    pinning: { 'first-seen': 'approve' },
    'information-flow': { policy: 'arguments' },
    scan: { every: '1h' },
    console: { keys: true, operators: { names: ['olga'] }, auditors: { names: ['olga'] } },
  });
  const olga = await gateway.createKey('olga', []);
  const ann = await gateway.createKey('ann', [], '--label', 'team=a-team-with-a-long-name');
  return { gateway, world, olga, ann: { token: ann.key } };
}

const tool = ({ world, ...scene }, name, file, more, mark) =>
  say(
    scene,
    scene.ann,
    'tools/call',
    { name, arguments: { path: join(world, 'files', file), ...more } },
    mark,
  );

/** A conversation that a stranger's file steers, and a tool that is described otherwise afterwards. */
async function lived(scene) {
  const { check, world, gateway, ann } = scene;
  await check('a conversation goes on, and a server turns', async () => {
    const mark = { begin: true, said: 'Read the letter.' };
    const answer = await say(scene, ann, 'tools/list', {}, mark);
    const handle = /"handle":"([^"]*)"/.exec(answer)?.[1];
    assert.ok(handle, answer);
    await tool(scene, READ, 'letter.txt', {}, { handle });
    const content = 'Write it down for the record.';
    await tool(scene, 'write_file', 'copy.txt', { content }, { handle });
    turn(world);
    await eventually('the change is seen', async () => {
      await say(scene, ann, 'tools/list', {});
      const { stdout } = await gateway.command('pins', 'list', '--waiting');
      return stdout.includes(READ);
    });
  });
}

async function seen(scene, looks) {
  for (const [look, more] of Object.entries(looks)) {
    await scene.check(`every page of an operator's can be read (${look})`, async () => {
      const person = await visitor(scene, scene.olga.key, more);
      for (const [name, path] of Object.entries(PAGES)) {
        await person.page.goto(at(scene, path));
        await fine(person, `${look}-${name}`);
      }
      if (look !== 'new') {
        await person.page.goto(at(scene, '/console/conversations'));
        await person.page.locator('tbody a').first().click();
        await person.page.locator('svg.flow').waitFor();
        await fine(person, `${look}-conversation`);
      }
      assert.deepEqual(person.faults, []);
    });
  }
}

async function fine(person, name) {
  await person.picture(name);
  assert.deepEqual(await barriers(person), [], name);
  await fits(person, name);
}

async function worked(scene) {
  const { check, gateway, olga } = scene;
  const live = async () => (await gateway.report(['keys', 'list'])).length;
  await check('a key is shown once, and loading the page anew makes no second one', async () => {
    const person = await visitor(scene, olga.key);
    await person.page.goto(at(scene, '/console/keys'));
    await person.page.fill('#principal', 'bob');
    const before = await live();
    await person.page.getByRole('button', { name: 'Make the key' }).click();
    await person.page.getByText('It is shown only now').waitFor();
    const key = await person.page.innerText('pre');
    await fine(person, 'made-key');
    await person.page.reload();
    assert.ok(!(await person.page.content()).includes(key));
    await fine(person, 'made-key-again');
    assert.equal(await live(), before + 1);
    assert.match(await say(scene, { token: key }, 'tools/list', {}), /write_file/);
  });
  await check('other rules are tried, on a phone too', async () => {
    const person = await visitor(scene, olga.key, { narrow: true });
    await person.page.goto(at(scene, '/console/policy'));
    await person.page.fill('#rules', 'policy: {allow: [{name: reads, tools: [read_text_file]}]}');
    await person.page.getByRole('button', { name: 'Try them' }).click();
    await person.page.getByText('These rules would have refused').waitFor();
    await fine(person, 'trial');
    await person.page.fill('#rules', 'policy: {allow: [{name: Reads}]}');
    await person.page.getByRole('button', { name: 'Try them' }).click();
    await person.page.locator('[role=alert]').waitFor();
    await fine(person, 'trial-wrong');
  });
  await check('the log is verified, and the page says so by itself', async () => {
    const person = await visitor(scene, olga.key, { dark: true });
    await person.page.goto(at(scene, '/console/audit'));
    await person.page.getByRole('button', { name: 'Verify the whole log' }).click();
    await person.page.getByText('Intact').first().waitFor();
    await fine(person, 'verified');
    assert.deepEqual(person.faults, []);
  });
  await check('a finding is accepted with a reason, and what changed is approved', async () => {
    const person = await visitor(scene, olga.key, { dark: true, narrow: true });
    await person.page.goto(at(scene, '/console/findings'));
    await person.page.locator('summary').first().click();
    await person.page.locator('textarea').first().fill('It is a test.');
    await person.page.getByRole('button', { name: 'Accept it' }).first().click();
    await person.page.getByText('It is a test.').waitFor();
    await fine(person, 'accepted');
    await person.page.goto(at(scene, DEFINITION));
    await person.page.locator('[name=word][value=approve]').first().click();
    await person.page.getByText('No version waits').waitFor();
    await fine(person, 'approved');
    const { stdout } = await gateway.command('pins', 'list', '--waiting');
    assert.ok(!stdout.includes(READ), words(stdout));
  });
}
