// People with API keys: each sees and uses what the policy gives to their roles, what is hidden from
// them answers like what does not exist, and a key that was revoked, has expired or is missing is
// refused, whatever the client.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clients as c } from '../lib/clients.js';
import { behind } from '../lib/config.js';
import { assertAlike, assertAnswered, assertTurnedAway, eventually } from '../lib/got.js';
import { servers } from '../lib/servers.js';

const ALL = Object.values(c);
const FEW = [c.sdkModern, c.sdkLegacy];
const READING = ['list_directory', 'read_text_file'];
const KEPT = 'words that were kept';

export const keys = {
  name: 'API keys',
  async play(stage) {
    const world = stage.world();
    writeFileSync(join(world, 'files/notes.txt'), KEPT);
    const gateway = await stage.operate(settings(world));
    const reader = await gateway.createKey('ann', ['reader']);
    const editor = await gateway.createKey('bob', ['reader', 'editor']);
    for (const client of ALL) {
      await allowedAndHidden({ ...stage, gateway, world, client, reader, editor });
    }
    await refusedKeys(stage, gateway);
  },
};

const settings = (world) => ({
  servers: { files: behind(servers.filesystem, world) },
  transparent: true,
  policy: {
    allow: [
      { name: 'read', roles: ['reader'], tools: READING },
      { name: 'write', roles: ['editor'], tools: ['write_file'] },
    ],
  },
  pinning: { 'first-seen': 'approve' },
});

async function allowedAndHidden({ check, visit, gateway, world, client, reader, editor }) {
  const notes = join(world, 'files/notes.txt');
  const path = join(world, `files/${client.name.replaceAll(/\W+/g, '-')}.txt`);
  const write = { call: 'write_file', with: { path, content: 'written' } };

  await check(
    `${client.name}, a reader uses what is allowed and learns of nothing else`,
    async () => {
      const [tools, read, hidden, unknown] = await visit(
        client,
        gateway.target({ key: reader.key }),
        [
          { tools: true },
          { call: 'read_text_file', with: { path: notes } },
          write,
          { ...write, call: 'wrote_file' },
        ],
      );
      assert.deepEqual(tools, READING);
      assertAnswered(read, KEPT);
      assertAlike(hidden, 'write_file', unknown, 'wrote_file');
      assert.equal(existsSync(path), false);
    },
  );

  await check(`${client.name}, an editor uses more`, async () => {
    const [tools, written] = await visit(client, gateway.target({ key: editor.key }), [
      { tools: true },
      write,
    ]);
    assert.deepEqual(tools, [...READING, 'write_file']);
    assertAnswered(written, 'wrote');
    assert.equal(readFileSync(path, 'utf8'), 'written');
  });
}

async function refusedKeys({ check, visit }, gateway) {
  const revoked = await gateway.createKey('carl', ['reader']);
  const expired = await gateway.createKey('dora', ['reader'], '--expires', '1s');
  await knocked(gateway, revoked.key, 'is accepted', (status) => status !== 401);
  const { status } = await gateway.command('keys', 'revoke', revoked.id);
  assert.equal(status, 0);
  for (const { key } of [revoked, expired]) {
    await knocked(gateway, key, 'is refused', (answer) => answer === 401);
  }
  const refused = {
    'a revoked key': { key: revoked.key, reason: 'credential-revoked', clients: ALL },
    'an expired key': { key: expired.key, reason: 'credential-expired', clients: ALL },
    'an invented key': { key: 'invented', reason: 'credential-invalid', clients: FEW },
    'no key': { reason: 'credential-missing', clients: FEW },
  };
  for (const [what, { key, reason, clients }] of Object.entries(refused)) {
    let known = (await gateway.audit('--reason', reason)).length;
    for (const client of clients) {
      await check(`${client.name} with ${what} is refused`, async () => {
        await assertTurnedAway(visit(client, gateway.target({ key }), [{ tools: true }]));
        const records = await gateway.audit('--reason', reason);
        assert.ok(records.length > known, `no record of it after ${known}`);
        known = records.length;
      });
    }
  }
}

/** Asks with a key, as plainly as can be, until the answer is the one awaited. */
function knocked(gateway, key, what, awaited) {
  const { url, headers } = gateway.target({ key });
  return eventually(`the key ${what}`, async () =>
    awaited((await fetch(url, { method: 'POST', headers, body: '{}' })).status),
  );
}
