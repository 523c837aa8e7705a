// Somebody else holds the store's lock and does not let go. What needs to be written there is refused
// within the time that the gateway gives it, and never done on trust; what needs only the journal goes
// on. When the lock is gone, everything is as before.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { freePort } from '../../../conformance/lib/ports.js';
import { Caller, isDone, isRefusal } from '../../lib/caller.js';
import { eventually } from '../../lib/got.js';
import { readiness } from '../../lib/monitor.js';
import { assertPromisesKept } from '../../lib/promises.js';
import { callers, Crowd, freshId, settings, within, Worker } from '../../lib/yard.js';

/** The store waits five seconds for a lock; an order above that. */
const PATIENCE_MS = 50000;

export const locked = {
  name: 'the store is locked',
  async play({ check, operate, atEnd, folder }) {
    const worker = await Worker.start({ folder, atEnd }, 'worker');
    const monitors = await freePort();
    const gateway = await operate(
      settings(worker.settings({ tools: { pay: { approval: 'operator' } } }), {
        operations: { listen: `127.0.0.1:${monitors}` },
      }),
    );
    const { key } = await gateway.createKey('ann', []);
    const scene = { check, gateway, worker, monitors, target: gateway.target({ key }) };
    const crowd = new Crowd(callers(scene.target, 2), { every: 10 });
    const caller = new Caller(scene.target, 'modern', { sockets: 32 });
    const args = { id: freshId('pay') };
    await approvedCall(scene, caller, args);
    const lock = new Lock(join(gateway.folder, 'data/portreeve.db'));
    await whileLocked(scene, caller, args, crowd);
    lock.release();
    await afterwards(scene, caller, args);
    await crowd.stop();
    await caller.close();
    await check('all that was executed was decided first, and once', () =>
      assertPromisesKept(gateway, worker.executed(), crowd.done),
    );
  },
};

/** Takes the right to write, and keeps it. */
class Lock {
  #database;

  constructor(file) {
    this.#database = new DatabaseSync(file);
    this.#database.exec('PRAGMA busy_timeout = 30000');
    this.#database.exec('BEGIN EXCLUSIVE');
  }

  release() {
    this.#database.exec('ROLLBACK');
    this.#database.close();
  }
}

async function approvedCall({ gateway }, caller, args) {
  assert.ok(isRefusal(await caller.call('new__pay', args)));
  const [{ id }] = await gateway.report(['approvals', 'list'], 1);
  const { status, stderr } = await gateway.command('approvals', 'approve', id);
  assert.equal(status, 0, stderr);
  return id;
}

async function whileLocked({ check, gateway, worker, monitors }, caller, args, crowd) {
  await check('a call whose yes cannot be marked as used is refused, however often', async () => {
    const all = Array.from({ length: 8 }, () => caller.call('new__pay', args));
    const answers = await within(PATIENCE_MS, 'answers', Promise.all(all));
    assert.ok(answers.every(isRefusal), JSON.stringify(answers.map(({ message }) => message)));
    assert.equal(worker.executed().filter(({ id }) => id === args.id).length, 0);
  });
  await check('a question that cannot be kept is asked of nobody, and its call refused', async () => {
    const other = { id: freshId('pay') };
    const answer = await within(PATIENCE_MS, 'answer', caller.call('new__pay', other));
    assert.ok(isRefusal(answer));
    assert.equal(worker.executed().filter(({ id }) => id === other.id).length, 0);
  });
  await check('monitors are told', async () => {
    await eventually('it is not ready', async () => (await readiness(monitors)).status === 503);
  });
  await check('calls that need nothing of the store go on', async () => {
    const before = crowd.done.length;
    await eventually('calls are done', async () => crowd.done.length > before + 20);
    assert.ok(gateway.runs());
  });
  await check('a command that would write says why it cannot', async () => {
    const { status, stderr } = await gateway.command('keys', 'create', '--principal', 'eve');
    assert.notEqual(status, 0);
    assert.ok(stderr.length > 0);
  });
}

async function afterwards({ check, worker, monitors }, caller, args) {
  await check('without the lock the yes is still good, for one call', async () => {
    await eventually('it is ready', async () => (await readiness(monitors)).status === 200);
    const all = Array.from({ length: 8 }, () => caller.call('new__pay', args));
    const done = (await Promise.all(all)).filter(isDone);
    assert.equal(done.length, 1);
    assert.equal(worker.executed().filter(({ id }) => id === args.id).length, 1);
  });
}
