// The clock of the machine jumps, by hours, forth and back. What has run out has run out, nothing lasts
// longer than it should, and nothing that measures how long something takes goes by that clock.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Caller, isDone, isRefusal } from '../../lib/caller.js';
import { Clock } from '../../lib/clock.js';
import { eventually } from '../../lib/got.js';
import { assertJournalIntact, assertApprovalsUsedOnce, assertNoneTwice } from '../../lib/promises.js';
import { freshId, settings, within, Worker } from '../../lib/yard.js';

const HOUR = 3600;
const PER_MINUTE = 60;
const PATIENCE_MS = 30000;

export const clock = {
  name: 'the clock jumps',
  async play({ check, operate, atEnd, folder }) {
    const worker = await Worker.start({ folder, atEnd }, 'worker');
    const time = await Clock.make(folder);
    const servers = worker.settings({ timeout: '2s', tools: { pay: { approval: 'operator' } } });
    const gateway = await operate(
      settings(servers, {
        approvals: { patience: '1h', 'use-within': '10m' },
        limits: { 'requests-per-minute': PER_MINUTE },
      }),
      time.env,
    );
    const scene = { check, gateway, worker, time };
    await keysRunOut(scene);
    await approvalsRunOut(scene);
    await limitsHold(scene);
    await revocationsHold(scene);
    await timeoutsHold(scene);
    await recordsAreSigned(scene);
    await check('the log verifies, and nothing was executed twice', async () => {
      assertNoneTwice(worker.executed());
      assertApprovalsUsedOnce(await gateway.audit());
      await assertJournalIntact(gateway);
    });
  },
};

async function as({ gateway }, name, ...more) {
  const { key, id } = await gateway.createKey(name, [], ...more);
  return { caller: new Caller(gateway.target({ key }), 'modern'), id };
}

const note = (caller, name = 'note') => caller.call(`new__${name}`, { id: freshId(name) });

async function keysRunOut(scene) {
  const { check, time } = scene;
  const { caller } = await as(scene, 'ann', '--expires', '30m');
  await check('a key that ran out is refused', async () => {
    assert.ok(isDone(await note(caller)));
    time.set(HOUR);
    await eventually('refused', async () => (await note(caller)).status === 401);
  });
  time.set(0);
  await caller.close();
}

async function approvalsRunOut(scene) {
  const { check, gateway, worker, time } = scene;
  const { caller } = await as(scene, 'bob');
  const executed = (args) => worker.executed().filter(({ id }) => id === args.id).length;
  const approve = async (args) => {
    assert.ok(isRefusal(await caller.call('new__pay', args)));
    const waiting = await gateway.report(['approvals', 'list'], 1);
    const { id } = waiting.find(({ call }) => call.includes(args.id));
    assert.equal((await gateway.command('approvals', 'approve', id)).status, 0);
  };
  await check('a yes that ran out by a jump ahead lets nothing pass', async () => {
    const args = { id: freshId('pay') };
    await approve(args);
    time.set(HOUR);
    assert.ok(isRefusal(await caller.call('new__pay', args)));
    assert.equal(executed(args), 0);
    time.set(0);
  });
  await check('a yes of before a jump back lets one call pass at most', async () => {
    const args = { id: freshId('pay') };
    await approve(args);
    time.set(-HOUR);
    for (let i = 0; i < 3; i++) await caller.call('new__pay', args);
    assert.ok(executed(args) <= 1);
    time.set(0);
    for (let i = 0; i < 3; i++) await caller.call('new__pay', args);
    assert.ok(executed(args) <= 1);
  });
  await check('a yes that was given while the clock was behind ran out when it is right', async () => {
    const args = { id: freshId('pay') };
    time.set(-HOUR);
    await approve(args);
    time.set(0);
    assert.ok(isRefusal(await caller.call('new__pay', args)));
    assert.equal(executed(args), 0);
  });
  await caller.close();
}

async function limitsHold(scene) {
  const { check, time } = scene;
  const { caller } = await as(scene, 'cid');
  const began = Date.now();
  await check('no jump of the clock gives anybody more calls', async () => {
    let done = 0;
    for (const offset of [0, HOUR, 0, 2 * HOUR, -HOUR, HOUR, 0]) {
      time.set(offset);
      for (let i = 0; i < PER_MINUTE; i++) done += isDone(await note(caller)) ? 1 : 0;
    }
    time.set(0);
    const minutes = (Date.now() - began) / 60000;
    const most = PER_MINUTE * (1 + minutes) + 1;
    assert.ok(done <= most, `${done} calls, and ${Math.floor(most)} are allowed`);
    assert.ok(done >= PER_MINUTE / 2, `only ${done} calls`);
  });
  await caller.close();
}

async function revocationsHold(scene) {
  const { check, gateway, time } = scene;
  const { caller, id } = await as(scene, 'dora');
  await check('a key that is revoked after a jump back is refused as soon as ever', async () => {
    time.set(HOUR);
    assert.ok(isDone(await note(caller)));
    time.set(-HOUR);
    assert.equal((await gateway.command('keys', 'revoke', id)).status, 0);
    await eventually('refused', async () => (await note(caller)).status === 401);
    time.set(0);
  });
  await caller.close();
}

async function timeoutsHold(scene) {
  const { check, time } = scene;
  const { caller } = await as(scene, 'eve');
  for (const server of ['new', 'old']) {
    for (const tool of ['hang', 'drip', 'comments']) {
      await check(`${server}__${tool} ends in time although the clock is set back`, async () => {
        time.set(0);
        const call = caller.call(`${server}__${tool}`, { id: freshId(tool) });
        setTimeout(() => time.set(-HOUR), 500);
        assert.ok(isRefusal(await within(PATIENCE_MS, tool, call)));
      });
    }
  }
  time.set(0);
  await caller.close();
}

async function recordsAreSigned(scene) {
  const { check, gateway, time } = scene;
  const { caller } = await as(scene, 'fay');
  await check('records are signed as soon as ever after a jump back', async () => {
    time.set(HOUR);
    await note(caller);
    time.set(-HOUR);
    await note(caller);
    await eventually('the last record is a checkpoint', async () => {
      const folder = join(gateway.folder, 'data/audit');
      const [newest] = readdirSync(folder)
        .filter((name) => name.endsWith('.jsonl'))
        .toSorted()
        .toReversed();
      const last = readFileSync(join(folder, newest), 'utf8').trimEnd().split('\n').at(-1);
      return JSON.parse(last).kind === 'checkpoint';
    });
    time.set(0);
  });
  await caller.close();
}
