// The secret of two nodes is rotated in three rounds, a start of each node in each, while clients go
// from one to the other. Keys, handles of conversations and what they heard stay good until the old
// secret is dropped; then what was used meanwhile still is, and what was not is not.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Caller } from '../../lib/caller.js';
import { Conversation, FLOW } from '../../lib/conversation.js';
import { eventually } from '../../lib/got.js';
import { roamers, shared, took } from '../../lib/nodes.js';
import { assertNeverClean, assertPromisesKept } from '../../lib/promises.js';
import { Crowd, freshId, settings, Worker } from '../../lib/yard.js';

const PATIENCE_MS = 60000;

export const secrets = {
  name: 'two nodes, another secret',
  async play(stage) {
    const { check, folder, atEnd } = stage;
    const worker = await Worker.start({ folder, atEnd }, 'worker');
    const { state } = await shared(stage);
    const old = state().secret;
    const next = join(folder, 'next');
    writeFileSync(next, 'the next of all nodes, thirty-two bytes or more of it\n', { mode: 0o600 });
    const file = (rest) =>
      settings(worker.settings(), {
        state: { ...state(), ...rest },
        'information-flow': FLOW,
      });
    const nodes = [await stage.operate(file({})), await stage.operate(file({}))];
    const used = await nodes[0].createKey('ann', []);
    const unused = await nodes[1].createKey('bob', []);
    const targets = nodes.map((node) => node.target({ key: used.key }));
    const crowd = new Crowd(roamers(nodes, { key: used.key }, 1), { every: 100 });
    const [heard, clean, late] = await conversations(targets);
    const scene = { nodes, crowd };
    await check('1: both learn to open what is sealed under the next one', () =>
      round(scene, file({ 'accepted-secrets': [`file:${next}`] })),
    );
    await check('2: both seal under the next one, and open what is of before', async () => {
      await round(scene, file({ secret: `file:${next}`, 'accepted-secrets': [old] }), async () => {
        // One seals under the next already, the other not yet.
        assert.equal(await heard.pay(0), false);
        assert.equal(await heard.pay(1), false);
        assert.equal(await clean.pay(1), true);
      });
      assert.equal(await late.pay(0), true);
      assert.equal(await heard.pay(1), false);
    });
    await check('what would end with the old one is shown, and that both are in the second round', async () => {
      const { status, stdout, stderr } = await nodes[0].command('store', 'secrets', '--json');
      assert.equal(status, 0, stderr);
      const { secrets: known, nodes: said } = JSON.parse(stdout);
      assert.deepEqual([known[1].stage, known[1].under.keys, known[1].mayBeDropped], ['left', 1, false]);
      assert.deepEqual(Object.values(said).map(({ round }) => round), [2, 2]);
    });
    await check('3: the old one is dropped: what was used is good, what was not is not', async () => {
      await round(scene, file({ secret: `file:${next}` }));
      assert.deepEqual(await statuses(nodes, used.key), [200, 200]);
      assert.deepEqual(await statuses(nodes, unused.key), [401, 401]);
      const [again] = await conversations(targets);
      assert.equal(await again.pay(0), false);
      assert.equal(await heard.pay(0), false);
    });
    await crowd.stop();
    await check('nothing was taken for a forgery; no label was forgotten; all was decided first', async () => {
      for (const { folder: own } of nodes) {
        assert.doesNotMatch(readFileSync(join(own, 'gateway.log'), 'utf8'), /changed in Redis/);
      }
      assertNeverClean(heard.tainted, worker.executed());
      await assertPromisesKept(nodes, worker.executed(), crowd.done);
    });
  },
};

/** One that heard something, and two that did not. */
async function conversations(targets) {
  const talks = [0, 1, 0].map(() => new Conversation(targets));
  for (const talk of talks) await eventually('a conversation begins', () => talk.begin(0));
  await eventually('something is heard', () => talks[0].read(1));
  return talks;
}

const statuses = (nodes, key) =>
  Promise.all(
    nodes.map(async (node) => {
      const caller = new Caller(node.target({ key }), 'modern');
      const { status } = await caller.call('new__note', { id: freshId('probe') });
      await caller.close();
      return status;
    }),
  );

/** Brings a configuration to one node after the other, with a start of each. */
async function round({ nodes, crowd }, settings, between = async () => {}) {
  for (const [i, node] of nodes.entries()) {
    await node.stop();
    node.configure(settings);
    await node.start();
    const before = crowd.done.length;
    await took(async () => crowd.done.length > before + 10, PATIENCE_MS);
    if (i === 0) await between();
  }
  const before = crowd.done.length;
  await took(async () => crowd.done.length > before + 10, PATIENCE_MS);
}
