// Servers that hang, drip, flood, break off, answer twice or too late, and die. Whoever called one of
// them is told so once its time is over; everybody else is served meanwhile, the gateway does not
// grow, and no call is sent a second time, because it may have been executed.
import assert from 'node:assert/strict';
import { Caller, isDone, isRefusal } from '../../lib/caller.js';
import { eventually } from '../../lib/got.js';
import { assertPromisesKept, executedIn } from '../../lib/promises.js';
import { vitals } from '../../lib/vitals.js';
import {
  ANYBODY,
  callers,
  Crowd,
  freshId,
  settings,
  within,
  Worker,
  workerCommand,
} from '../../lib/yard.js';

const TIMEOUT = '2s';
/** An order above the timeout: when it ends is the machine's affair, that it ends is ours. */
const PATIENCE_MS = 60000;
/** A machine that has just begun takes as long for everything. */
const WARM = 200;
/** The heap, the buffers outside it, and what the JVM takes for itself. */
const MOST_RESIDENT_MIB = 700;
const AT_ONCE = 4;

const OVER_HTTP = ['hang', 'drip', 'flood', 'events', 'comments', 'cut', 'reset'];
const OVER_STDIO = ['hang', 'flood', 'events'];

export const upstreams = {
  name: 'servers that misbehave',
  async play({ check, operate, atEnd, folder, world }) {
    const bad = await Worker.start({ folder, atEnd }, 'bad');
    const good = await Worker.start({ folder, atEnd }, 'good');
    const spoken = world('spoken');
    const gateway = await operate(settings(servers(bad, good, spoken), ANYBODY));
    const scene = { check, gateway, bad, spoken: `${spoken}/spoken.jsonl` };
    const crowd = new Crowd(callers(gateway.target(), 2), { every: 20 });
    await eventually('it is warm', async () => crowd.done.length > WARM, 2 * PATIENCE_MS);
    for (const era of ['modern', 'legacy']) {
      const caller = new Caller(gateway.target(), era, { sockets: AT_ONCE * OVER_HTTP.length });
      await caller.open();
      await overHttp(scene, caller);
      await overStdio(scene, caller);
      await caller.close();
    }
    await crowd.stop();
    await afterwards(scene, crowd, good);
  },
};

const servers = (bad, good, spoken) => {
  const { new: badNew, old: badOld } = bad.settings({ timeout: TIMEOUT });
  return {
    ...good.settings(),
    'bad-new': badNew,
    'bad-old': badOld,
    program: {
      command: workerCommand(`${spoken}/spoken.jsonl`),
      era: 'legacy',
      timeout: TIMEOUT,
      directory: spoken,
      sandbox: { write: [spoken] },
    },
  };
};

/** Calls several times at once and has each refused; gives the ids. */
async function refusedAll(caller, tool, times = AT_ONCE) {
  const calls = Array.from({ length: times }, async () => {
    const id = freshId(tool);
    const answer = await caller.call(tool, { id }, { token: id });
    assert.ok(isRefusal(answer), `${tool}: ${JSON.stringify(answer.message)}`);
    return id;
  });
  return within(PATIENCE_MS, tool, Promise.all(calls));
}

const times = (executed, ids) =>
  ids.map((id) => executed.filter((one) => one.id === id).length);

const once = (executed, ids) =>
  assert.deepEqual(
    times(executed, ids),
    ids.map(() => 1),
  );

async function overHttp({ check, bad }, caller) {
  for (const server of ['bad-new', 'bad-old']) {
    await Promise.all(
      OVER_HTTP.map((tool) => {
        const name = `${server}__${tool}`;
        return check(`${caller.era}: ${name} is refused in time, and was asked once`, async () => {
          const ids = await refusedAll(caller, name);
          once(bad.executed(), ids);
        });
      }),
    );
    await check(`${caller.era}: the second answer of ${server} is nobody's`, async () => {
      const id = freshId('twice');
      const answer = await within(PATIENCE_MS, 'twice', caller.call(`${server}__twice`, { id }));
      assert.ok(isDone(answer) && JSON.stringify(answer.message).includes('done once'));
      once(bad.executed(), [id]);
    });
    await check(`${caller.era}: an answer of ${server} after its time is nobody's`, async () => {
      const id = freshId('late');
      const late = caller.call(`${server}__slow`, { id, much: 4000 });
      assert.ok(isRefusal(await within(PATIENCE_MS, 'late', late)));
      once(bad.executed(), [id]);
      const next = await caller.call(`${server}__note`, { id: freshId('next') });
      assert.match(JSON.stringify(next.message), /done note/);
    });
    await check(`${caller.era}: ${server} dies and comes back`, async () => {
      const ids = await refusedAll(caller, `${server}__die`, 1);
      once(bad.executed(), ids);
      await bad.stop();
      await bad.start();
      await eventually('it serves again', async () =>
        isDone(await caller.call(`${server}__note`, { id: freshId('back') })),
      );
    });
  }
}

/** What is asked of a program that was just ended may come too early for the next. */
async function overStdio({ check, spoken }, caller) {
  const serves = () =>
    eventually(
      'the program serves',
      async () => isDone(await caller.call('program__note', { id: freshId('serves') })),
      PATIENCE_MS,
    );
  for (const tool of OVER_STDIO) {
    await check(`${caller.era}: a program that does ${tool} is refused in time`, async () => {
      await serves();
      const ids = await refusedAll(caller, `program__${tool}`, 1);
      once(executedIn(spoken), ids);
    });
  }
  await check(`${caller.era}: a program that fills its standard error is read`, async () => {
    await serves();
    const call = caller.call('program__noise', { id: freshId('noise'), much: 500 });
    assert.ok(isDone(await within(PATIENCE_MS, 'noise', call)));
  });
  await check(`${caller.era}: a program that dies is started again`, async () => {
    await serves();
    const ids = await refusedAll(caller, 'program__die', 1);
    once(executedIn(spoken), ids);
    await serves();
  });
}

async function afterwards({ check, gateway, bad, spoken }, crowd, good) {
  await check('everybody else was served meanwhile', () => {
    assert.deepEqual(crowd.failed, []);
    assert.deepEqual(crowd.refused, []);
    assert.ok(crowd.done.length > 2 * WARM, `${crowd.done.length} calls`);
  });
  await check('the gateway is the same process, and did not grow', () => {
    assert.ok(gateway.runs());
    const { mostResident } = vitals(gateway.pid);
    assert.ok(mostResident < MOST_RESIDENT_MIB, `${mostResident} MiB resident`);
  });
  await check('nothing was sent twice, and all was decided first', () =>
    assertPromisesKept(
      gateway,
      [...good.executed(), ...bad.executed(), ...executedIn(spoken)],
      crowd.done,
    ),
  );
}
