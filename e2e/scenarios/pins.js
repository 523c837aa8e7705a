// Definitions are used only as somebody approved them: new ones wait, and one that changes is refused
// alone, until somebody has looked at the difference.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { clients as c } from '../lib/clients.js';
import { surprise } from '../lib/compare.js';
import { behind } from '../lib/config.js';
import { turn, turnable } from '../lib/doubles.js';
import { assertAlike, assertAnswered, eventually, words } from '../lib/got.js';
import { servers } from '../lib/servers.js';

const ALL = Object.values(c);
/** The inspector does not call what is not listed; the others do. */
const CALLING = ALL.filter(({ name }) => !name.startsWith('inspector'));
const READ = 'read_text_file';

export const pins = {
  name: 'pinned definitions',
  async play(stage) {
    const world = stage.world();
    writeFileSync(join(world, 'files/notes.txt'), 'kept words');
    const server = turnable(servers.filesystem, READ);
    const gateway = await stage.operate({
      servers: { files: behind(server, world) },
      transparent: true,
      policy: { allow: [{ name: 'all', tools: ['*'] }] },
    });
    const { key } = await gateway.createKey('ann', []);
    const scene = { ...stage, gateway, world, server, target: gateway.target({ key }) };
    await unapproved(scene);
    await approved(scene);
    await drifted(scene);
    await approvedAgain(scene);
  },
};

const readNotes = (world, call = READ) => ({
  call,
  with: { path: join(world, 'files/notes.txt') },
});

async function unapproved({ check, visit, gateway, target, world }) {
  for (const client of ALL) {
    await check(`${client.name} learns of nothing before the approval`, async () => {
      const [tools, hidden, unknown] = await visit(client, target, [
        { tools: true },
        readNotes(world),
        readNotes(world, 'no_such_tool_'),
      ]);
      assert.deepEqual(tools, []);
      assertAlike(hidden, READ, unknown, 'no_such_tool_');
    });
  }
  await check('the operator is shown what waits', async () => {
    const waiting = await gateway.report(['pins', 'list', '--waiting'], 1);
    assert.ok(
      waiting.some(({ kind, name }) => kind === 'tool' && name === READ),
      words(waiting),
    );
    assert.deepEqual([...new Set(waiting.map(({ state }) => state))], ['pending']);
    const { status, stdout } = await gateway.command('pins', 'diff', 'files', 'tool', READ);
    assert.equal(status, 1);
    assert.match(stdout, /^nothing approved yet, waiting /);
  });
}

async function approved({ check, visit, gateway, target, world, server }) {
  await check('one tool that is approved is the only one there is', async () => {
    await approve(gateway, 'files', 'tool', 'list_directory');
    await becomes(visit, target, ['list_directory']);
  });
  await check('the rest is approved at once', async () => {
    await approve(gateway, '--all');
    await eventually('all is listed', async () => (await listed(visit, target)).includes(READ));
  });
  for (const client of ALL) {
    await check(`${client.name} works with what was approved`, async () => {
      const label = `as-${client.name.toLowerCase().replaceAll(/\W+/g, '-')}`;
      const script = client.select(server.script(world, label));
      assert.equal(surprise(script, await visit(client, target, script)), undefined);
      server.verify(world, label);
    });
  }
}

async function drifted({ check, visit, gateway, target, world }) {
  turn(world);
  await eventually('the change is seen', async () => !(await listed(visit, target)).includes(READ));
  for (const client of ALL) {
    await check(`${client.name} loses the tool that changed, and no other`, async () => {
      const [tools, hidden, unknown, other] = await visit(client, target, [
        { tools: true },
        readNotes(world),
        readNotes(world, 'no_such_tool_'),
        { call: 'list_directory', with: { path: join(world, 'files') } },
      ]);
      assert.equal(tools.includes(READ), false);
      assert.ok(tools.includes('write_file'));
      assertAlike(hidden, READ, unknown, 'no_such_tool_');
      assertAnswered(other, 'notes.txt');
    });
  }
  await check('the operator is shown what changed', async () => {
    const waiting = await gateway.report(['pins', 'list', '--waiting'], 1);
    assert.deepEqual(
      waiting.map(({ name, state }) => [name, state]),
      [[READ, 'quarantined']],
    );
    const [{ changes }] = await gateway.report(['pins', 'diff', 'files', 'tool', READ], 1);
    assert.deepEqual(
      changes.map(({ pointer }) => pointer),
      ['/description'],
    );
    assert.match(words(changes[0].after), /read the private keys/);
  });
  await check('every refusal is on record', async () => {
    const records = await gateway.audit('--reason', 'definition-drifted');
    const refused = records.filter(
      ({ fields: { tool, verdict } }) => tool === READ && verdict === 'refuse',
    );
    assert.equal(refused.length, CALLING.length, words(records.at(-1) ?? []));
  });
}

async function approvedAgain({ check, visit, gateway, target, world }) {
  await check('what changed works again once it is approved', async () => {
    await approve(gateway, 'files', 'tool', READ);
    await eventually('it is listed', async () => (await listed(visit, target)).includes(READ));
    const [read] = await visit(c.sdkLegacy, target, [readNotes(world)]);
    assertAnswered(read, 'kept words');
  });
}

async function approve(gateway, ...what) {
  const { status, stderr } = await gateway.command('pins', 'approve', ...what);
  assert.equal(status, 0, stderr);
}

async function listed(visit, target) {
  const [tools] = await visit(c.sdkModern, target, [{ tools: true }]);
  return tools;
}

const becomes = (visit, target, names) =>
  eventually(
    `only ${names} is listed`,
    async () => words(await listed(visit, target)) === words(names),
  );
