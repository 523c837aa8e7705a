// The PostgreSQL of two nodes crashes, does not answer, comes back, and gives its place to a standby.
// What cannot be looked up or written there is refused, in time and on record; when it is back all is as
// before, by itself, and nothing that it had promised to keep is forgotten.
import assert from 'node:assert/strict';
import { Caller, isDone, isRefusal } from '../../lib/caller.js';
import { eventually } from '../../lib/got.js';
import { roamers, shared, SLACK_MS, took } from '../../lib/nodes.js';
import { assertPromisesKept } from '../../lib/promises.js';
import { Crowd, freshId, settings, within, Worker } from '../../lib/yard.js';

const AT_EACH = 8;
/** A connection, and the lock that it then waits for, at two seconds each. */
const IN_TIME_MS = 4000 + SLACK_MS;
/** A standby replays what it has, is promoted, and connections are made anew. */
const PATIENCE_MS = 60000;
const TOOLS = { pay: { approval: 'operator' } };

export const postgres = {
  name: 'two nodes without PostgreSQL',
  async play(stage) {
    const { check, folder, atEnd, long } = stage;
    const worker = await Worker.start({ folder, atEnd }, 'worker');
    const { database, state } = await shared(stage);
    const standby = await database.standby();
    atEnd(() => standby.stop());
    await standby.start();
    await database.commitOnBoth();
    const configured = settings(worker.settings({ tools: TOOLS }), {
      state: state({ hosts: [database.port, standby.port] }),
    });
    const nodes = [await stage.operate(configured), await stage.operate(configured)];
    const { key } = await nodes[0].createKey('ann', []);
    const gone = await nodes[0].createKey('eve', []);
    const scene = { check, worker, nodes, key, gone, refused: 0 };
    await revoked(scene);
    const crowd = new Crowd(roamers(nodes, { key }, 1), { every: 100 });
    for (let round = 0; round < (long ? 5 : 1); round++) {
      await away(scene, 'it crashed', () => database.crash(), () => restarted(database));
      await away(scene, 'it does not answer', () => database.freeze(), () => database.thaw());
    }
    await away(scene, 'it crashed for good', () => database.crash(), () => standby.promote());
    await check('clients went on', async () => {
      const before = crowd.done.length;
      await eventually('answers', async () => crowd.done.length > before + 8);
    });
    await crowd.stop();
    await check('all that was executed was decided first, and once', () =>
      assertPromisesKept(nodes, worker.executed(), crowd.done),
    );
    await check('all who were turned away are on record', () => counted(scene));
  },
};

/** Until its standby follows it again, commits wait, and are given up. */
async function restarted(database) {
  await database.start();
  await eventually('the standby follows', () => database.isFollowed());
}

async function revoked({ check, nodes, gone }) {
  await check('a key is revoked for good', async () => {
    const { status } = await nodes[0].command('keys', 'revoke', gone.id);
    assert.equal(status, 0);
    await took(async () => (await statuses(nodes, gone.key)).every((one) => one === 401));
  });
}

/** One call each, through connections of their own. */
async function once(nodes, key, tool, args, ofEach = 1) {
  const all = nodes.flatMap((node) =>
    Array.from({ length: ofEach }, async () => {
      const caller = new Caller(node.target({ key }), 'modern');
      try {
        return await caller.call(tool, args ?? { id: freshId('probe') });
      } finally {
        await caller.close();
      }
    }),
  );
  return within(IN_TIME_MS, 'answers', Promise.all(all));
}

const statuses = async (nodes, key) =>
  (await once(nodes, key, 'new__note')).map(({ status }) => status);

/** Two calls that somebody said yes to. */
async function askedAndApproved({ nodes, key }) {
  const calls = [{ id: freshId('pay') }, { id: freshId('pay') }];
  for (const args of calls) {
    assert.ok((await once(nodes, key, 'new__pay', args)).every(isRefusal));
  }
  const waiting = await nodes[0].report(['approvals', 'list'], 1);
  const asked = waiting.filter(({ call }) => calls.some((args) => call.includes(args.id)));
  assert.equal(asked.length, calls.length);
  for (const { id } of asked) {
    const { status, stderr } = await nodes[1].command('approvals', 'approve', id);
    assert.equal(status, 0, stderr);
  }
  return calls;
}

async function away(scene, what, go, comeBack) {
  const { check, worker, nodes, key, gone } = scene;
  const timesOf = (id) => worker.executed().filter((one) => one.id === id).length;
  let approved;
  let used;
  await check(`${what}: what needs it is refused, in time`, async () => {
    [used, approved] = await askedAndApproved(scene);
    assert.equal((await once(nodes, key, 'new__pay', used, AT_EACH)).filter(isDone).length, 1);
    await go();
    // What was read a moment ago is believed for two seconds: a key, and never a yes.
    const answers = await once(nodes, key, 'new__pay', approved, AT_EACH);
    assert.ok(answers.every(isRefusal));
    const faults = answers.filter(({ status }) => status !== 200 && status !== 503);
    assert.deepEqual(faults, []);
    assert.equal(timesOf(approved.id), 0);
    return [...new Set(answers.map(({ status }) => status))].join(', ');
  });
  await check(`${what}: nobody is let in whose key cannot be looked up`, async () => {
    const ms = await took(async () => (await statuses(nodes, key)).every((one) => one === 503));
    const before = worker.executed().length;
    const began = Date.now();
    const answers = await once(nodes, key, 'new__note', undefined, AT_EACH);
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [503]);
    assert.equal(worker.executed().length, before);
    scene.refused += answers.length;
    return `after ${ms} ms, each in ${Date.now() - began} ms`;
  });
  await check(`${what}, and is back: so is the service`, async () => {
    await comeBack();
    const serves = async () => (await statuses(nodes, key)).every((one) => one === 200);
    return `after ${await took(serves, PATIENCE_MS)} ms`;
  });
  await check(`${what}, and is back: the yes is good for one call, what was revoked or used is not`, async () => {
    const answers = await once(nodes, key, 'new__pay', approved, AT_EACH);
    assert.equal(answers.filter(isDone).length, 1);
    assert.ok((await once(nodes, key, 'new__pay', used, AT_EACH)).every(isRefusal));
    assert.deepEqual([timesOf(approved.id), timesOf(used.id)], [1, 1]);
    assert.deepEqual(await statuses(nodes, gone.key), [401, 401]);
  });
}

/** The first of them one by one; the rest at the latest when a node stops. */
async function counted({ nodes, refused }) {
  for (const node of nodes) await node.stop();
  let sum = 0;
  for (const node of nodes) {
    const records = await node.audit('--reason', 'credential-unchecked');
    for (const { fields } of records) {
      sum += 1 + Number(/^stands for (\d+) more/.exec(fields.detail)?.[1] ?? 0);
    }
  }
  assert.ok(sum >= refused, `${sum} of ${refused}`);
  return `${sum}`;
}
