// One of two nodes is killed while clients of both eras are at work at both, and comes back; then the
// other. Clients go to the node that is left with what they have. Afterwards the server's own log is
// held against both journals, and a limit that both count against what it grants.
import assert from 'node:assert/strict';
import { eventually } from '../../lib/got.js';
import { roamers, twoNodes } from '../../lib/nodes.js';
import { allowedBy, assertPromisesKept } from '../../lib/promises.js';
import { Crowd, SERVERS, Worker } from '../../lib/yard.js';

const ANSWERS_BETWEEN_KILLS = 150;
/** So long a start may take on a machine that does much else. */
const PATIENCE_MS = 120000;
/** What one principal may call of one tool: all of it at once, then one each second. */
const A_MINUTE = 60;

export const node = {
  name: 'two nodes, one killed',
  async play(stage) {
    const { check, folder, atEnd, long } = stage;
    const worker = await Worker.start({ folder, atEnd }, 'worker');
    const limited = { tools: { pay: { 'requests-per-minute': A_MINUTE } } };
    const { nodes } = await twoNodes(stage, worker.settings(limited));
    const { key } = await nodes[0].createKey('ann', []);
    const many = await nodes[1].createKey('bob', []);
    const clients = roamers(nodes, { key }, 3);
    const crowd = new Crowd(clients, { tool: (i) => (i % 9 === 0 ? 'steps' : 'note') });
    const greedy = new Crowd(roamers(nodes, many, 1), { tool: () => 'pay' });
    for (let round = 1; round <= (long ? 12 : 2); round++) {
      await killed({ check, crowd, clients }, nodes[round % 2], round);
    }
    await crowd.stop();
    await greedy.stop();
    await check('what was executed was decided before at one of them, and once; both logs verify', async () => {
      const records = await assertPromisesKept(nodes, worker.executed(), [
        ...crowd.done,
        ...greedy.done,
      ]);
      for (const server of SERVERS) assertWithinLimit(records, server);
    });
  },
};

async function killed({ check, crowd, clients }, node, round) {
  const legacy = clients.filter(({ era }) => era === 'legacy');
  const sum = (what) => legacy.reduce((all, client) => all + client[what], 0);
  const answered = async () => {
    const before = crowd.done.length;
    const enough = async () => crowd.done.length > before + ANSWERS_BETWEEN_KILLS;
    await eventually('enough answers', enough, PATIENCE_MS);
  };
  await check(`kill ${round}: the other node answers, also sessions that began at the dead one`, async () => {
    await answered();
    const before = { begun: sum('begun'), carried: sum('carried') };
    await node.kill();
    await answered();
    assert.ok(sum('carried') > before.carried, 'no session was carried over');
    assert.equal(sum('begun'), before.begun, 'sessions began anew');
  });
  await check(`kill ${round}: it comes back`, async () => {
    await node.start();
    await answered();
  });
}

/** Both nodes together granted no more than one would. */
function assertWithinLimit(records, server) {
  const granted = [...allowedBy(records).values()]
    .flat()
    .filter(({ fields }) => fields.server === server && fields.tool === 'pay')
    .map(({ at }) => at);
  const seconds = (Math.max(...granted) - Math.min(...granted)) / 1000;
  const most = A_MINUTE + Math.ceil((seconds * A_MINUTE) / 60) + 1;
  assert.ok(granted.length >= A_MINUTE, `the limit was never reached: ${granted.length}`);
  assert.ok(granted.length <= most, `${granted.length} of ${most} in ${seconds} s`);
}
