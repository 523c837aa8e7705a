// Somebody pulls the plug while many clients of both eras are at work, and puts it back; and again.
// The clients go on by themselves. Afterwards the server's own log is held against the journal.
import assert from 'node:assert/strict';
import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../lib/got.js';
import { assertPromisesKept } from '../../lib/promises.js';
import { callers, Crowd, settings, Worker } from '../../lib/yard.js';

const CLIENTS_OF_EACH_ERA = 8;
const ANSWERS_BETWEEN_KILLS = 150;
/** So long a start may take on a machine that does much else. */
const PATIENCE_MS = 120000;
const TORN = '{"seq":999999,"prev":"00';

export const killed = {
  name: 'killed under load',
  async play({ check, operate, atEnd, folder, long }) {
    const rounds = long ? 20 : 3;
    const worker = await Worker.start({ folder, atEnd }, 'worker');
    const gateway = await operate(settings(worker.settings()));
    const keys = [await gateway.createKey('ann', []), await gateway.createKey('bob', [])];
    const crowd = new Crowd(
      keys.flatMap(({ key }) => callers(gateway.target({ key }), CLIENTS_OF_EACH_ERA / 2)),
      { tool: (i) => (i % 9 === 0 ? 'steps' : 'note') },
    );
    for (let round = 1; round <= rounds; round++) {
      await check(`clients are answered until kill ${round}, and after it`, async () => {
        const before = crowd.done.length;
        const enough = async () => crowd.done.length > before + ANSWERS_BETWEEN_KILLS;
        await eventually('enough answers', enough, PATIENCE_MS);
        await gateway.kill();
        // Half a record, as a kill in the middle of a write leaves it.
        if (round === rounds) appendFileSync(newestOf(gateway), TORN);
        await gateway.start();
      });
    }
    await check('every client goes on', async () => {
      const before = crowd.done.length;
      const enough = async () => crowd.done.length > before + ANSWERS_BETWEEN_KILLS;
      await eventually('enough answers', enough, PATIENCE_MS);
      for (const era of ['modern', 'legacy']) {
        const late = crowd.done.slice(before).filter((id) => id.startsWith(era));
        assert.ok(late.length > 0, `no ${era} client goes on`);
      }
    });
    await crowd.stop();
    await check('what was executed was decided before, and once; the log verifies', async () => {
      const executed = worker.executed();
      assert.ok(executed.length >= crowd.done.length);
      await assertPromisesKept(gateway, executed, crowd.done);
    });
    await check('what the kills left is repaired, and said', async () => {
      const events = (await gateway.audit()).map(({ fields }) => fields.event);
      assert.equal(events.filter((event) => event === 'resumed').length, rounds);
      assert.equal(events.filter((event) => event === 'tail-recovered').length, 1);
    });
  },
};

function newestOf(gateway) {
  const folder = join(gateway.folder, 'data/audit');
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  return join(folder, files.toSorted().at(-1));
}
