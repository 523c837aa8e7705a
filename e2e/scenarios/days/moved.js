// A gateway that had a file of its own becomes the first of two nodes: its store is copied into the
// database, and all that people decided before still holds, at it and, for a key that was used there, at
// the other.
import assert from 'node:assert/strict';
import { Caller, isDone, isRefusal } from '../../lib/caller.js';
import { shared, took } from '../../lib/nodes.js';
import { assertJournalIntact, assertPromisesKept } from '../../lib/promises.js';
import { freshId, settings, Worker } from '../../lib/yard.js';

const TOOLS = { pay: { approval: 'operator' } };

export const moved = {
  name: 'two nodes, moved from a file',
  async play(stage) {
    const { check, folder, atEnd } = stage;
    const worker = await Worker.start({ folder, atEnd }, 'worker');
    const { state } = await shared(stage);
    const alone = settings(worker.settings({ tools: TOOLS }), {
      pinning: { 'first-seen': 'quarantine' },
    });
    const first = await stage.operate(alone);
    const { key } = await first.createKey('ann', []);
    const revoked = await first.createKey('eve', []);
    const joined = { ...alone, state: { ...state(), 'accept-data-secrets': true } };
    const args = { id: freshId('pay') };
    await check('one alone: a key, a key revoked, two definitions and a call approved', async () => {
      await done(first, 'keys', 'revoke', revoked.id);
      await took(async () => (await call(first, key, 'new__note')).status === 200);
      await done(first, 'pins', 'approve', 'new', 'tool', 'note');
      await done(first, 'pins', 'approve', 'new', 'tool', 'pay');
      await took(async () => isDone(await call(first, key, 'new__note')));
      assert.ok(isRefusal(await call(first, key, 'new__pay', args)));
      const waiting = await first.report(['approvals', 'list'], 1);
      const { id } = waiting.find((one) => one.call.includes(args.id));
      await done(first, 'approvals', 'approve', id);
    });
    first.configure(joined);
    await check('while it runs, nothing is copied', async () => {
      const { status, stderr } = await first.command('store', 'copy');
      assert.equal(status, 3, stderr);
      assert.match(stderr, /stop it, and copy again/);
    });
    await first.stop();
    await check('stopped, all of it is copied, and once only', async () => {
      const tables = await first.report(['store', 'copy']);
      const rows = Object.fromEntries(tables.map((one) => [one.table, one.rows]));
      assert.equal(rows.api_key, 2);
      assert.equal(rows.approval, 1);
      assert.notEqual((await first.command('store', 'copy')).status, 0);
      return tables.map((one) => `${one.table} ${one.rows}`).join(', ');
    });
    await first.start();
    const second = await stage.operate(joined);
    const nodes = [first, second];
    await check('two nodes: what was decided holds, the yes for one call', async () => {
      assert.ok(isDone(await call(first, key, 'new__note')));
      assert.equal((await call(first, revoked.key, 'new__note')).status, 401);
      assert.ok(isRefusal(await call(first, key, 'new__slow')), 'nobody approved that definition');
      await took(async () => isDone(await call(second, key, 'new__note')));
      assert.equal((await call(second, revoked.key, 'new__note')).status, 401);
      const answers = await Promise.all(nodes.map((node) => call(node, key, 'new__pay', args)));
      assert.equal(answers.filter(isDone).length, 1);
    });
    await check('nothing is said to be missing; all was decided first; both logs verify', async () => {
      await assertPromisesKept(nodes, worker.executed());
      const records = await first.audit();
      assert.ok(!records.some(({ fields }) => fields.event === 'store-missing'));
      for (const node of nodes) await assertJournalIntact(node);
    });
  },
};

async function call(node, key, tool, args = { id: freshId() }) {
  const caller = new Caller(node.target({ key }), 'modern');
  try {
    return await caller.call(tool, args);
  } finally {
    await caller.close();
  }
}

async function done(node, ...command) {
  const { status, stdout, stderr } = await node.command(...command);
  assert.equal(status, 0, stdout + stderr);
}
