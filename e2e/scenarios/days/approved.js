// A person says yes, and the gateway is killed before, while or after the call is made. Whoever then
// repeats the call, as often and as fast as he likes, has it executed once at most.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { Caller, isDone } from '../../lib/caller.js';
import { eventually } from '../../lib/got.js';
import { assertPromisesKept } from '../../lib/promises.js';
import { freshId, settings, Worker } from '../../lib/yard.js';

const AT_ONCE = 12;
const TOOLS = {
  pay: { approval: 'operator' },
  slow: { approval: 'operator' },
  note: { consequential: true },
};

export const approved = {
  name: 'killed between a yes and its use',
  async play({ check, operate, atEnd, folder, long }) {
    const worker = await Worker.start({ folder, atEnd }, 'worker');
    const gateway = await operate(settings(worker.settings({ tools: TOOLS })));
    const { key } = await gateway.createKey('ann', []);
    const scene = { check, gateway, worker, target: gateway.target({ key }) };
    await between(scene, 'modern');
    await between(scene, 'legacy');
    for (const delay of long ? [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89] : [3, 20]) {
      await during(scene, delay);
    }
    await inTheClient(scene);
    await check('no yes was used twice, and all was decided first', () =>
      assertPromisesKept(gateway, worker.executed()),
    );
  },
};

const timesOf = (worker, id) => worker.executed().filter((one) => one.id === id).length;

/** Asks for a call and says yes to it by command. */
async function askedAndApproved({ gateway }, caller, tool, args) {
  const answer = await caller.call(tool, args);
  assert.ok(!isDone(answer), JSON.stringify(answer.message));
  const waiting = await gateway.report(['approvals', 'list'], 1);
  const { id } = waiting.find(({ call }) => call.includes(args.id));
  const { status, stderr } = await gateway.command('approvals', 'approve', id);
  assert.equal(status, 0, stderr);
}

/** Makes the same call many times at once; some of them may fail. */
async function repeated(target, era, tool, args, retry) {
  const all = Array.from({ length: AT_ONCE }, async () => {
    const caller = new Caller(target, era);
    try {
      await caller.open();
      return await caller.call(tool, args, { retry });
    } finally {
      await caller.close().catch(() => {});
    }
  });
  return (await Promise.allSettled(all)).filter(({ value }) => value !== undefined && isDone(value));
}

async function between(scene, era) {
  const { check, gateway, worker, target } = scene;
  await check(`a yes that a kill followed is good for one ${era} call, however many come`, async () => {
    const args = { id: freshId('pay') };
    const caller = new Caller(target, era);
    await caller.open();
    await askedAndApproved(scene, caller, 'new__pay', args);
    await caller.close();
    await gateway.kill();
    await gateway.start();
    const done = await repeated(target, era, 'new__pay', args);
    assert.equal(done.length, 1);
    assert.equal(timesOf(worker, args.id), 1);
  });
}

async function during(scene, delay) {
  const { check, gateway, worker, target } = scene;
  await check(`a kill ${delay} ms after the call was sent brings no second one`, async () => {
    const args = { id: freshId('slow'), much: 200 };
    const caller = new Caller(target, 'modern');
    await askedAndApproved(scene, caller, 'old__slow', args);
    const cut = caller.call('old__slow', args).catch(() => undefined);
    await pause(delay);
    await gateway.kill();
    await cut;
    await caller.close();
    await gateway.start();
    await repeated(target, 'modern', 'old__slow', args);
    assert.ok(timesOf(worker, args.id) <= 1, `executed ${timesOf(worker, args.id)} times`);
  });
}

/** The yes is given in the client, and travels with the call. */
async function inTheClient({ check, gateway, worker, target }) {
  await check('a yes in the client that a kill followed is good for one call', async () => {
    const args = { id: freshId('note') };
    const caller = new Caller(target, 'modern');
    const { message } = await caller.call('new__note', args);
    assert.equal(message.result?.resultType, 'input_required', JSON.stringify(message));
    await caller.close();
    await gateway.kill();
    await gateway.start();
    const { requestState, inputRequests } = message.result;
    const yes = Object.keys(inputRequests).map((name) => [name, { action: 'accept', content: {} }]);
    const retry = { requestState, inputResponses: Object.fromEntries(yes) };
    const done = await repeated(target, 'modern', 'new__note', args, retry);
    assert.equal(done.length, 1);
    await eventually('executed', async () => timesOf(worker, args.id) > 0);
    assert.equal(timesOf(worker, args.id), 1);
  });
}
