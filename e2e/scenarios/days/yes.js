// A person says yes once, and the call is made at two nodes at the same moment, again and again. The
// yes is good for one of them.
import assert from 'node:assert/strict';
import { Caller, isDone } from '../../lib/caller.js';
import { twoNodes } from '../../lib/nodes.js';
import { assertPromisesKept } from '../../lib/promises.js';
import { freshId, Worker } from '../../lib/yard.js';

const AT_EACH = 4;
const TOOLS = { pay: { approval: 'operator' } };

export const yes = {
  name: 'two nodes, one yes',
  async play(stage) {
    const { check, folder, atEnd, long } = stage;
    const worker = await Worker.start({ folder, atEnd }, 'worker');
    const { nodes } = await twoNodes(stage, worker.settings({ tools: TOOLS }));
    const scene = { check, worker, nodes };
    // Each a principal of its own: a call that lost asks anew, and only so many of one may wait.
    for (const [era, server, principal] of [
      ['modern', 'new', 'ann'],
      ['legacy', 'old', 'bob'],
    ]) {
      const { key } = await nodes[0].createKey(principal, []);
      await used({ ...scene, era, tool: `${server}__pay`, key }, long ? 100 : 4);
    }
    await check('no yes was used twice, and all was decided first', () =>
      assertPromisesKept(nodes, worker.executed()),
    );
  },
};

async function used({ check, worker, nodes, era, tool, key }, rounds) {
  const callers = nodes.flatMap((node) =>
    Array.from({ length: AT_EACH }, () => new Caller(node.target({ key }), era)),
  );
  for (const caller of callers) await caller.open();
  const calls = Array.from({ length: rounds }, () => ({ id: freshId('pay') }));
  await check(`${rounds} ${era} calls are asked about, wherever they were made, and approved`, async () => {
    const all = calls.map((args, i) => callers[i % callers.length].call(tool, args));
    assert.ok(!(await Promise.all(all)).some(isDone));
    const waiting = await nodes[0].report(['approvals', 'list'], 1);
    const asked = waiting.filter(({ call }) => calls.some(({ id }) => call.includes(id)));
    assert.equal(asked.length, rounds);
    for (const { id } of asked) {
      const { status, stderr } = await nodes[1].command('approvals', 'approve', id);
      assert.equal(status, 0, stderr);
    }
  });
  await check(`each yes is good for one of ${callers.length} ${era} calls at once`, async () => {
    for (const args of calls) {
      const answers = await Promise.all(callers.map((caller) => caller.call(tool, args)));
      const done = worker.executed().filter(({ id }) => id === args.id);
      assert.deepEqual([answers.filter(isDone).length, done.length], [1, 1], args.id);
    }
  });
  for (const caller of callers) await caller.close();
}
