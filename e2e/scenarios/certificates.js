// Machines with client certificates, and people with keys, over TLS.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Authority, credential } from '../lib/certificates.js';
import { clients as c } from '../lib/clients.js';
import { behind } from '../lib/config.js';
import { assertAlike, assertAnswered, assertTurnedAway, words } from '../lib/got.js';
import { servers } from '../lib/servers.js';

/** The clients that can show a certificate. */
const SHOWING = [c.sdkModern, c.sdkLegacy, c.javaSdk, c.langChain4j];
const READING = ['list_directory', 'read_text_file'];
const ROBOT = 'spiffe://example.test/robot';

export const certificates = {
  name: 'client certificates',
  async play(stage) {
    const world = stage.world();
    writeFileSync(join(world, 'files/notes.txt'), 'kept words');
    const papers = await issued(stage.folder);
    await required({ ...stage, world, papers });
    await optional({ ...stage, world, papers });
  },
};

async function issued(folder) {
  const [ours, clients, strangers] = await Promise.all(
    ['ours', 'clients', 'strangers'].map(async (name) => {
      mkdirSync(join(folder, name));
      return Authority.create(join(folder, name), name);
    }),
  );
  const shown = async (authority, name, alternative) =>
    credential(folder, ours, await authority.issue(name, alternative));
  return {
    server: await ours.issue('gateway', 'IP:127.0.0.1'),
    authority: clients.certificate,
    none: await credential(folder, ours),
    robot: await shown(clients, 'robot', `URI:${ROBOT}`),
    writer: await shown(clients, 'writer', 'DNS:writer.example.test'),
    unknown: await shown(clients, 'unknown', 'URI:spiffe://example.test/unknown'),
    forged: await shown(strangers, 'forged', `URI:${ROBOT}`),
  };
}

const settings = (world, papers, asked) => ({
  tls: {
    certificate: `file:${papers.server.cert}`,
    key: `file:${papers.server.key}`,
    'client-ca': `file:${papers.authority}`,
    'client-certificates': asked,
  },
  authentication: {
    'client-certificates': [
      { uri: ROBOT, principal: 'robot', roles: ['reader'] },
      { dns: 'writer.example.test', principal: 'writer', roles: ['reader', 'editor'] },
    ],
  },
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

async function required(scene) {
  const { operate, check, visit, world, papers } = scene;
  const gateway = await operate(settings(world, papers, 'required'));
  const path = join(world, 'files/notes.txt');
  for (const client of SHOWING) {
    await check(`${client.name} with a certificate uses what its role allows`, async () => {
      const write = { call: 'write_file', with: { path, content: 'other words' } };
      const [tools, read, hidden, unknown] = await visit(
        client,
        gateway.target({ tls: papers.robot }),
        [
          { tools: true },
          { call: 'read_text_file', with: { path } },
          write,
          { ...write, call: 'wrote_file' },
        ],
      );
      assert.deepEqual(tools, READING);
      assertAnswered(read, 'kept words');
      assertAlike(hidden, 'write_file', unknown, 'wrote_file');
    });
    await check(`${client.name} with another certificate uses more`, async () => {
      const [tools] = await visit(client, gateway.target({ tls: papers.writer }), [
        { tools: true },
      ]);
      assert.deepEqual(tools, [...READING, 'write_file']);
    });
    for (const [what, tls] of [
      ['a certificate of strangers', papers.forged],
      ['a certificate that nobody was told of', papers.unknown],
      ['no certificate', papers.none],
    ]) {
      await check(`${client.name} with ${what} is refused`, () =>
        assertTurnedAway(visit(client, gateway.target({ tls }), [{ tools: true }])),
      );
    }
  }
  await check('who came by certificate is on record', async () => {
    const principals = new Set((await gateway.audit()).map(({ fields }) => fields.principal));
    assert.ok(principals.has('robot') && principals.has('writer'), words([...principals]));
  });
}

/** Where certificates are optional, keys are taken over TLS too, from any client. */
async function optional({ operate, check, visit, world, papers }) {
  const gateway = await operate(settings(world, papers, 'optional'));
  const { key } = await gateway.createKey('ann', ['reader']);
  for (const client of Object.values(c)) {
    await check(`${client.name} with a key over TLS uses what its role allows`, async () => {
      const target = gateway.target({ key, tls: papers.none });
      const [tools] = await visit(client, target, [{ tools: true }]);
      assert.deepEqual(tools, READING);
    });
  }
  await check('a certificate is taken beside keys', async () => {
    const [tools] = await visit(c.sdkModern, gateway.target({ tls: papers.robot }), [
      { tools: true },
    ]);
    assert.deepEqual(tools, READING);
  });
  await check('neither key nor certificate is refused', () =>
    assertTurnedAway(visit(c.sdkModern, gateway.target({ tls: papers.none }), [{ tools: true }])),
  );
}
