// The operator changes the rules at one of two nodes and forgets the other, while clients call at both.
// Each decides by its own file alone, a yes that was said under one's rules is none under the other's,
// both say that they differ as soon as the documentation has it, and are alike again once both were told.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../../conformance/lib/ports.js';
import { Caller, isDone, isRefusal } from '../../lib/caller.js';
import { samples } from '../../lib/monitor.js';
import { busyNodes, SLACK_MS, took } from '../../lib/nodes.js';
import { assertPromisesKept } from '../../lib/promises.js';
import { freshId, settings } from '../../lib/yard.js';

/** How soon a node takes over its file, and how soon nodes notice each other; docs/guides/many-nodes.md. */
const IN_FORCE_WITHIN_MS = 2000;
const NOTICED_WITHIN_MS = 10000;
const TOOLS = { slow: { approval: 'operator' } };
const ALL = { name: 'all', tools: ['*'] };
const NO_PAYMENTS = { name: 'no-payments', servers: ['new'], tools: ['pay'] };

export const rules = {
  name: 'two nodes, one reloaded',
  async play(stage) {
    const { check, long } = stage;
    const make = (over, worker) => watched(stage, over, worker);
    const { worker, nodes, gateways, key, crowd } = await busyNodes(stage, make);
    const scene = { check, worker, nodes, callers: gateways.map((one) => callerOf(one, key)) };
    await check('nodes with the same file are known to be alike', () => alike(nodes));
    for (let round = 1; round <= (long ? 10 : 1); round++) {
      await forgotten(scene, round % 2 === 1 ? [0, 1] : [1, 0], round);
    }
    await broken(scene);
    await crowd.stop();
    for (const caller of scene.callers) await caller.close();
    await check('what was executed was decided before at one of them, and once; both logs verify', () =>
      assertPromisesKept(gateways, worker.executed(), crowd.done),
    );
  },
};

/** A node that a monitor can ask, and what makes its file with these rules. */
async function watched(stage, { state }, worker) {
  const port = await freePort();
  const file = (policy) =>
    settings(worker.settings({ tools: TOOLS }), {
      state: state(),
      operations: { listen: `127.0.0.1:${port}` },
      policy,
    });
  const gateway = await stage.operate(file({ allow: [ALL] }));
  const log = () => readFileSync(join(gateway.folder, 'gateway.log'), 'utf8');
  return { gateway, port, log, tell: (policy) => gateway.configure(file(policy)) };
}

const callerOf = (gateway, key) => new Caller(gateway.target({ key }), 'modern');

const pays = (caller) => caller.call('new__pay', { id: freshId('pay') });

const others = async ({ port }) =>
  (await samples(port)).get('portreeve_nodes{configuration="other"}');

const counted = async (nodes, number) =>
  (await Promise.all(nodes.map(others))).every((count) => count === number);

const noticed = (nodes, number) => took(() => counted(nodes, number), NOTICED_WITHIN_MS + SLACK_MS);

async function alike(nodes) {
  const both = async ({ port }) =>
    (await samples(port)).get('portreeve_nodes{configuration="same"}') === nodes.length;
  const all = async () => (await Promise.all(nodes.map(both))).every(Boolean);
  return `after ${await took(all, NOTICED_WITHIN_MS + SLACK_MS)} ms`;
}

/** Changes one, and the other later. */
async function forgotten({ check, worker, nodes, callers }, [changed, left], round) {
  const timesOf = (id) => worker.executed().filter((one) => one.id === id).length;
  const args = { id: freshId('slow') };
  await check(`${round}: a yes is said under the rules of both`, async () => {
    const answer = await callers[left].call('new__slow', args);
    assert.ok(isRefusal(answer), JSON.stringify(answer));
    const { gateway } = nodes[left];
    const waiting = await gateway.report(['approvals', 'list'], 1);
    const { id } = waiting.find(({ call }) => call.includes(args.id));
    assert.equal((await gateway.command('approvals', 'approve', id)).status, 0);
  });
  await check(`${round}: one is told, decides by that, and both say that they differ`, async () => {
    nodes[changed].tell({ allow: [ALL], deny: [NO_PAYMENTS] });
    const refuses = await took(
      async () => isRefusal(await pays(callers[changed])),
      IN_FORCE_WITHIN_MS + SLACK_MS,
    );
    const ms = await noticed(nodes, 1);
    for (const { log } of nodes) assert.match(log(), /another configuration than this one/);
    for (let i = 0; i < 5; i++) {
      assert.ok(isRefusal(await pays(callers[changed])), 'a call passed at the node that was told');
      assert.ok(isDone(await pays(callers[left])), 'the other does not go by its own rules');
    }
    return `in force after ${refuses} ms, noticed after ${ms} ms more`;
  });
  await check(`${round}: the yes is none under the new rules, and still one under the old`, async () => {
    assert.ok(isRefusal(await callers[changed].call('new__slow', args)));
    assert.equal(timesOf(args.id), 0);
    assert.ok(isDone(await callers[left].call('new__slow', args)));
    assert.equal(timesOf(args.id), 1);
  });
  await check(`${round}: the other is told, too, and both are alike again`, async () => {
    nodes[left].tell({ deny: [NO_PAYMENTS], allow: [ALL] });
    const refused = async () => isRefusal(await pays(callers[left]));
    const refuses = await took(refused, IN_FORCE_WITHIN_MS + SLACK_MS);
    const ms = await noticed(nodes, 0);
    return `in force after ${refuses} ms, noticed after ${ms} ms more`;
  });
  nodes.forEach(({ tell }) => tell({ allow: [ALL] }));
  await took(async () => (await Promise.all(callers.map(pays))).every(isDone));
  await noticed(nodes, 0);
}

/** A file that cannot be read changes nothing, so nothing differs. */
async function broken({ check, nodes, callers }) {
  await check('a file with a mistake is not taken over, and nodes stay alike', async () => {
    nodes[0].tell({ allow: [{ name: 'all', tolls: ['*'] }] });
    await took(async () => /was not reloaded/.test(nodes[0].log()), IN_FORCE_WITHIN_MS + SLACK_MS);
    assert.ok(isDone(await pays(callers[0])));
    assert.ok(await counted(nodes, 0));
    nodes[0].tell({ allow: [ALL] });
  });
}
