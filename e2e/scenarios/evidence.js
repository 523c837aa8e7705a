// What the log proves: every refusal, whatever the reason, and after a kill in the middle of traffic
// all that was let through before.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clients as c } from '../lib/clients.js';
import { behind } from '../lib/config.js';
import { assertAnswered, assertRefused, assertTurnedAway, words } from '../lib/got.js';
import { servers } from '../lib/servers.js';

const VISITORS = [c.sdkModern, c.sdkLegacy, c.sdkModern, c.sdkLegacy];
const CALLS_OF_ONE = 10000;
const ANSWERED_BEFORE_THE_KILL = 40;

export const evidence = {
  name: 'evidence',
  async play(stage) {
    const world = stage.world();
    const path = join(world, 'files/notes.txt');
    writeFileSync(path, 'kept words');
    const gateway = await stage.operate(settings(world));
    const { key } = await gateway.createKey('ann', ['reader']);
    const scene = { ...stage, gateway, world, path, key, target: gateway.target({ key }) };
    await denials(scene);
    await killed(scene);
  },
};

const settings = (world) => ({
  servers: { files: behind(servers.filesystem, world) },
  transparent: true,
  policy: {
    allow: [
      { name: 'read', roles: ['reader'], tools: ['read_text_file', 'list_directory'] },
      { name: 'write', roles: ['editor'], tools: ['write_file'] },
      {
        name: 'edit-drafts',
        roles: ['reader'],
        tools: ['create_directory'],
        when: 'args.path.endsWith("/drafts")',
      },
    ],
    deny: [{ name: 'no-keys', tools: ['*'], when: 'has(args.path) && args.path.endsWith(".key")' }],
  },
  pinning: { 'first-seen': 'approve' },
  limits: { 'requests-per-minute': 1000000 },
});

/** What is refused, by the reason that the operator is told. */
const refusals = (world, path) => ({
  'not-allowlisted': { call: 'move_file', with: { source: path, destination: path } },
  'not-visible': { call: 'write_file', with: { path, content: 'x' } },
  'policy-no-rule': { call: 'create_directory', with: { path: join(world, 'files/other') } },
  'policy-denied': { call: 'read_text_file', with: { path: join(world, 'files/private.key') } },
  'argument-dangerous': { call: 'read_text_file', with: { path: join(world, 'files/../../x') } },
  'arguments-invalid': { call: 'read_text_file', with: { path, head: 'ten' } },
});

async function denials({ check, visit, gateway, world, path, key, target }) {
  for (const [reason, step] of Object.entries(refusals(world, path))) {
    await check(`a refusal for ${reason} is on record`, async () => {
      const [result] = await visit(c.sdkModern, target, [step]);
      assertRefused(result);
      const records = await gateway.audit('--reason', reason);
      const [{ kind, fields }, ...more] = records.filter(
        (record) => record.fields.verdict === 'refuse',
      );
      assert.deepEqual(more, []);
      assert.deepEqual(
        [kind, fields.principal, fields.server, fields.tool],
        ['decision', 'ann', 'files', step.call],
      );
    });
  }
  await check('a refusal at the door is on record', async () => {
    await assertTurnedAway(
      visit(c.sdkModern, gateway.target({ key: `${key}x` }), [{ tools: true }]),
    );
    assert.ok((await gateway.audit('--reason', 'credential-invalid')).length > 0);
  });
  await check('the log verifies', async () => {
    assert.equal((await gateway.verification()).intact, true);
  });
}

async function killed({ check, visit, gateway, path, target }) {
  const read = { call: 'read_text_file', with: { path } };
  const before = (await forwarded(gateway)).length;
  const answered = await trafficUntilKilled({ visit, gateway, read, target });

  await check('after a kill in the middle of traffic the log verifies', async () => {
    const { intact, records } = await gateway.verification();
    assert.equal(intact, true);
    assert.ok(records >= answered);
  });
  await check('nothing was answered that is not on record', async () => {
    const recorded = (await forwarded(gateway)).length - before;
    assert.ok(recorded >= answered, `${answered} answers, ${recorded} records`);
  });
  await check('the gateway goes on after a kill, and so does its log', async () => {
    await gateway.start();
    const [result] = await visit(c.sdkModern, target, [read]);
    assertAnswered(result, 'kept words');
    assert.equal((await gateway.verification()).intact, true);
  });
}

const forwarded = async (gateway) =>
  (await gateway.audit('--verdict', 'forward')).filter(
    ({ fields }) => fields.tool === 'read_text_file',
  );

/** Several clients call until the gateway is killed under them; gives how many calls were answered. */
async function trafficUntilKilled({ visit, gateway, read, target }) {
  let answered = 0;
  let enough;
  const killing = new Promise((resolve) => (enough = resolve)).then(() => gateway.kill());
  const counting = {
    ...read,
    got: (result) => {
      if (words(result).includes('kept words')) answered++;
      if (answered === ANSWERED_BEFORE_THE_KILL) enough();
    },
  };
  const traffic = VISITORS.map((client) =>
    visit(client, target, new Array(CALLS_OF_ONE).fill(counting)),
  );
  await Promise.allSettled(traffic);
  enough();
  await killing;
  assert.ok(answered >= ANSWERED_BEFORE_THE_KILL, `only ${answered} calls were answered`);
  return answered;
}
