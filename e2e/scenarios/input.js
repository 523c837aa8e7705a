// Arguments that go on as SQL in PostgreSQL, pasted in each of the places that a statement has for
// them: each does harm when the server is called itself, and none through the gateway.
import assert from 'node:assert/strict';
import { clients as c } from '../lib/clients.js';
import { behind, childOf } from '../lib/config.js';
import { heard, witnessed } from '../lib/doubles.js';
import { assertAnswered, assertRefused, words } from '../lib/got.js';
import { clerk, harmed } from '../servers/clerk.js';
import { makeWorld } from '../servers/world.js';

const CLIENTS = [c.sdkModern, c.sdkLegacy, c.inspectorAuto];
const SPY = `(SELECT name FROM people WHERE NOT shown)`;

const ATTACKS = [
  ['find_person', 'name', "' OR '1'='1"],
  ['find_person', 'name', "' OR 1=1 --"],
  ['find_person', 'name', "' UNION SELECT name FROM people --"],
  ['find_person', 'name', "'||(SELECT '')||'' OR NOT shown OR ''='"],
  ['find_person', 'name', "'; SELECT name FROM people; --"],
  ['find_person', 'name', "' OR name SIMILAR TO 'the%"],
  ['find_person', 'name', "' OR name ~ '^the"],
  ['find_person', 'name', "x'::text OR true::bool OR ''='"],
  ['find_escaped', 'name', String.raw`\' OR 1=1 --`],
  ['find_escaped', 'name', String.raw`\'; DROP TABLE vouchers; --`],
  ['find_dollars', 'name', '$$ OR 1=1 --'],
  ['find_dollars', 'name', '$$; DROP TABLE vouchers; --'],
  ['find_dollars', 'name', '$$ UNION SELECT name FROM people WHERE name <> $$'],
  ['read_person', 'id', '1 OR true'],
  ['read_person', 'id', '0 UNION SELECT name FROM people'],
  ['read_person', 'id', '1; DROP TABLE vouchers'],
  ['read_person', 'id', 'id OR id = id'],
  ['count_rows', 'number', `1; SELECT name FROM people`],
  ['list_people', 'order', `CASE WHEN ${SPY} LIKE 't%' THEN -id ELSE id END`],
  ['list_people', 'order', 'id; DROP TABLE vouchers; --'],
  ['redeem', 'code', '%'],
  ['redeem', 'code', 'GIFT-_______'],
  ['add_note', 'text', `x'), (${SPY}); SELECT text FROM notes; --`],
  ['add_note', 'text', "x'); DROP TABLE vouchers; --"],
  ['add_note', 'text', "x'); UPDATE people SET shown = true; --"],
];

const step = ([call, argument, text]) => ({ call, with: { [argument]: text } });
const HONEST = [
  [step(['find_person', 'name', 'Ada']), 'Ada'],
  [step(['find_dollars', 'name', 'Grace']), 'Grace'],
  [step(['read_person', 'id', '2']), 'Grace'],
  [step(['list_people', 'order', 'name']), 'Ada; Grace'],
  [step(['add_note', 'text', 'It costs $5; drop by, or call']), 'done'],
];

export const input = {
  name: 'input',
  async play(stage) {
    const { world, close } = await makeWorld(stage.world('clerk'), clerk);
    stage.atEnd(close);
    await alone(stage, world);
    await guarded(stage, world);
  },
};

/** Every attack in a session of its own, so that each is seen to do harm by itself. */
async function alone(stage, world) {
  for (const attack of ATTACKS) {
    await stage.check(`${attack[0]} ${attack[2]}: does harm by itself`, async () => {
      const [got] = await stage.visit(c.sdkLegacy, childOf(clerk, world), [step(attack)]);
      assert.ok(await harmed(world, words(got)), words(got));
    });
  }
}

async function guarded(stage, world) {
  const gateway = await stage.operate({
    servers: { clerk: behind(witnessed(clerk), world) },
    transparent: true,
    policy: { allow: [{ name: 'all', tools: ['*'] }] },
    pinning: { 'first-seen': 'approve' },
  });
  const { key } = await gateway.createKey('ann', []);
  for (const client of CLIENTS) {
    await stage.check(`${client.name}: no attack arrives, and honest calls do`, async () => {
      const script = [...ATTACKS.map(step), ...HONEST.map(([one]) => one)];
      const results = await stage.visit(client, gateway.target({ key }), script);
      ATTACKS.forEach((_, index) => assertRefused(results[index]));
      HONEST.forEach(([, answer], index) =>
        assertAnswered(results[ATTACKS.length + index], answer),
      );
      assert.ok(!(await harmed(world, words(results))));
      assert.doesNotMatch(heard(world), /DROP|UNION|SELECT/);
    });
  }
  await stage.check('every refusal is on record', async () => {
    const records = await gateway.audit('--verdict', 'refuse', '--reason', 'argument-dangerous');
    assert.equal(records.length, ATTACKS.length * CLIENTS.length);
  });
}
