// The network is split: one node reaches Redis and not PostgreSQL, the other PostgreSQL and not Redis;
// in long days also the other way round. Neither lets through what it cannot check. What was revoked at one meanwhile
// is refused at both when the network is whole again.
import assert from 'node:assert/strict';
import { Caller, isDone, isRefusal } from '../../lib/caller.js';
import { Line } from '../../lib/line.js';
import { busyNodes, SLACK_MS, took } from '../../lib/nodes.js';
import { assertPromisesKept } from '../../lib/promises.js';
import { freshId, settings, within } from '../../lib/yard.js';

const AT_EACH = 4;
/** Connections that lost something are given up first. */
const PATIENCE_MS = 60000;
const TOOLS = { pay: { approval: 'operator' } };

export const split = {
  name: 'two nodes, split',
  async play(stage) {
    const { check, long } = stage;
    const make = (over, worker) => wired(stage, over, worker);
    const { worker, nodes, gateways, key, crowd } = await busyNodes(stage, make);
    const scene = { check, worker, gateways, key };
    for (let round = 1; round <= (long ? 10 : 1); round++) {
      await parted(scene, round % 2 === 1 ? nodes : nodes.toReversed(), round);
    }
    await crowd.stop();
    await check('all that was executed was decided first, and once', () =>
      assertPromisesKept(gateways, worker.executed(), crowd.done),
    );
  },
};

/** A node that has lines of its own to what both share. */
async function wired(stage, { database, redis, state }, worker) {
  const toDatabase = await Line.to(stage, database.port);
  const toRedis = await Line.to(stage, redis.port);
  const gateway = await stage.operate(
    settings(worker.settings({ tools: TOOLS }), {
      state: state({ hosts: [toDatabase.port], redisAt: toRedis.port }),
    }),
  );
  return { gateway, toDatabase, toRedis };
}

/** One call of each node at once, as often as `ofEach` says. */
async function calls(gateways, key, tool, args, ofEach = 1) {
  const all = gateways.flatMap((gateway) =>
    Array.from({ length: ofEach }, async () => {
      const caller = new Caller(gateway.target({ key }), 'modern');
      try {
        return await caller.call(tool, args ?? { id: freshId('probe') });
      } finally {
        await caller.close();
      }
    }),
  );
  return within(4000 + SLACK_MS, 'answers', Promise.all(all));
}

const statuses = async (gateways, key) =>
  (await calls(gateways, key, 'new__note')).map(({ status }) => status);

const all = async (gateways, key, status) =>
  (await statuses(gateways, key)).every((one) => one === status);

/**
 * Calls until a person is asked about it, whose question this is. A node that has only just come back to
 * what both share refuses without asking, where the machine has much else to do.
 */
async function askedAbout(gateways, key, args) {
  let asked;
  await took(async () => {
    assert.ok((await calls(gateways, key, 'new__pay', args)).every(isRefusal));
    const waiting = await gateways[0].report(['approvals', 'list'], 0, 1);
    asked = waiting.find(({ call }) => call.includes(args.id));
    return asked !== undefined;
  }, PATIENCE_MS);
  return asked.id;
}

async function parted({ check, worker, gateways, key }, [without, other], round) {
  const timesOf = (id) => worker.executed().filter((one) => one.id === id).length;
  const args = { id: freshId('pay') };
  let eve;
  await check(`split ${round}: neither lets through what it cannot check`, async () => {
    eve = await gateways[0].createKey('eve', []);
    const id = await askedAbout(gateways, key, args);
    assert.equal((await gateways[0].command('approvals', 'approve', id)).status, 0);
    await took(() => all(gateways, eve.key, 200));
    without.toDatabase.cut();
    other.toRedis.cut();
    assert.ok((await calls(gateways, key, 'new__pay', args, AT_EACH)).every(isRefusal));
    assert.equal(timesOf(args.id), 0);
    return `all is refused after ${await took(() => all(gateways, key, 503))} ms`;
  });
  await check(`split ${round}: a key is revoked where the database is, and nowhere else`, async () => {
    assert.notEqual((await without.gateway.command('keys', 'revoke', eve.id)).status, 0);
    assert.equal((await other.gateway.command('keys', 'revoke', eve.id)).status, 0);
    const before = worker.executed().length;
    const answers = await calls(gateways, eve.key, 'new__note', undefined, AT_EACH);
    assert.ok(answers.every(({ status }) => status === 503 || status === 401));
    assert.equal(worker.executed().length, before);
  });
  await check(`split ${round}, and whole again: what was revoked is good nowhere, the yes for one call`, async () => {
    without.toDatabase.heal();
    other.toRedis.heal();
    const seen = new Set();
    const refused = async () => {
      const now = await statuses(gateways, eve.key);
      now.forEach((status) => seen.add(status));
      return now.every((status) => status === 401);
    };
    const ms = await took(refused, PATIENCE_MS);
    assert.ok(!seen.has(200), 'the revoked key was good again');
    const serves = await took(() => all(gateways, key, 200), PATIENCE_MS);
    assert.equal((await calls(gateways, key, 'new__pay', args, AT_EACH)).filter(isDone).length, 1);
    assert.equal(timesOf(args.id), 1);
    return `after ${ms} ms, ${serves} ms more until all is served`;
  });
}
