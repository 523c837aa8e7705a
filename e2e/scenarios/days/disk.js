// The disk of the data directory is full. What cannot be recorded is not done, and the operator is told
// why; once there is room again the gateway serves again, and its log says what it refused meanwhile.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { freePort } from '../../../conformance/lib/ports.js';
import { Caller, isDone, isRefusal } from '../../lib/caller.js';
import { eventually } from '../../lib/got.js';
import { readiness } from '../../lib/monitor.js';
import { assertPromisesKept } from '../../lib/promises.js';
import { smallDisk } from '../../lib/small-disk.js';
import { ANYBODY, callers, Crowd, freshId, settings, Worker } from '../../lib/yard.js';

const MEGABYTES = 24;
const REFUSED = 20;

export const disk = {
  name: 'the disk is full',
  async play({ check, operate, atEnd, folder }) {
    const worker = await Worker.start({ folder, atEnd }, 'worker');
    const small = await smallDisk({ folder, atEnd }, MEGABYTES);
    const monitors = await freePort();
    const gateway = await operate(
      settings(worker.settings(), {
        ...ANYBODY,
        data: join(small.folder, 'data'),
        operations: { listen: `127.0.0.1:${monitors}` },
      }),
    );
    const scene = { check, gateway, worker, small, monitors, crowd: undefined };
    scene.crowd = new Crowd(callers(gateway.target(), 2));
    await eventually('calls are done', async () => scene.crowd.done.length > 50);
    await full(scene);
    await roomAgain(scene);
  },
};

async function full({ check, gateway, worker, small, monitors, crowd }) {
  await small.fill(gateway);
  await check(`with ${small.kind} full, every call is refused`, async () => {
    await eventually('the first is refused', async () => crowd.refused.length > 0);
    const caller = new Caller(gateway.target(), 'modern');
    await eventually('all are refused', async () => {
      const before = worker.executed().length;
      for (let i = 0; i < REFUSED; i++) {
        const id = freshId('full');
        const answer = await caller.call('new__note', { id });
        if (!isRefusal(answer)) return false;
      }
      return worker.executed().length === before;
    });
    await caller.close();
  });
  await check('monitors are told that no record can be written', async () => {
    await eventually('it is not ready', async () => (await readiness(monitors)).status === 503);
    assert.match((await readiness(monitors)).said, /audit|store/);
  });
  await check('the operator is told why', () => assert.match(gateway.output(), small.words));
}

async function roomAgain({ check, gateway, worker, small, monitors, crowd }) {
  await small.empty(gateway);
  await check('with room again it serves again by itself', async () => {
    const before = crowd.done.length;
    await eventually('calls are done', async () => crowd.done.length > before + 50);
    await eventually('it is ready', async () => (await readiness(monitors)).status === 200);
    const caller = new Caller(gateway.target(), 'legacy');
    assert.equal(await caller.open(), 200);
    assert.ok(isDone(await caller.call('old__note', { id: freshId('room') })));
    await caller.close();
  });
  await crowd.stop();
  await check('the log says what was refused, and all that was executed was decided', async () => {
    const records = await assertPromisesKept(gateway, worker.executed(), crowd.done);
    const refused = records.filter(({ fields }) => fields.event === 'records-refused');
    assert.ok(refused.length > 0);
    const many = refused.reduce((sum, { fields }) => sum + fields.refused, 0);
    assert.ok(many >= REFUSED, `${many} refused`);
  });
}
