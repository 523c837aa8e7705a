// The operator installs a newer version of a server, of another era of the protocol even. All its
// definitions are others, so none is used before somebody has looked at them; what was stored stays.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clients as c } from '../lib/clients.js';
import { surprise } from '../lib/compare.js';
import { behind } from '../lib/config.js';
import { assertRefused, eventually, words } from '../lib/got.js';
import { servers } from '../lib/servers.js';

const CLIENTS = [c.sdkModern, c.sdkLegacy, c.inspectorAuto, c.javaSdk, c.langChain4j];

export const upgrade = {
  name: 'upgrade of a server',
  async play(stage) {
    const world = stage.world();
    const gateway = await stage.operate(settings(servers.memoryOlder, world));
    const { key } = await gateway.createKey('ann', []);
    const scene = { ...stage, gateway, world, target: gateway.target({ key }) };
    await approvedWork(scene, 'the older version', 'older');
    await gateway.stop();
    gateway.configure(settings(servers.memory, world));
    await gateway.start();
    await refusedAfterUpgrade(scene);
    await approvedWork(scene, 'the newer version', 'newer');
    await scene.check('what was stored before is still there', async () => {
      assert.match(readFileSync(join(world, 'graph.jsonl'), 'utf8'), /older-sdk-modern/);
    });
  },
};

const settings = (server, world) => ({
  servers: { memory: behind(server, world) },
  transparent: true,
  policy: { allow: [{ name: 'all', tools: ['*'], resources: ['*'] }] },
});

async function approvedWork({ check, visit, gateway, target, world }, version, prefix) {
  await visit(c.sdkModern, target, [{ tools: true }]);
  const { status, stderr } = await gateway.command('pins', 'approve', '--all', '--by', 'olga');
  assert.equal(status, 0, stderr);
  await eventually('the tools are listed', async () => {
    const [tools] = await visit(c.sdkModern, target, [{ tools: true }]);
    return tools.includes('create_entities');
  });
  for (const client of CLIENTS) {
    await check(`${client.name} works with ${version} once it is approved`, async () => {
      const label = `${prefix}-${client.name.toLowerCase().replaceAll(/\W+/g, '-')}`;
      const script = client.select(servers.memory.script(world, label));
      assert.equal(surprise(script, await visit(client, target, script)), undefined);
      servers.memory.verify(world, label);
    });
  }
}

async function refusedAfterUpgrade({ check, visit, gateway, target }) {
  for (const client of CLIENTS) {
    await check(`${client.name} is refused the newer version before it is approved`, async () => {
      const [tools, call] = await visit(client, target, [
        { tools: true },
        { call: 'read_graph', with: {} },
      ]);
      assert.deepEqual(tools, []);
      assertRefused(call);
    });
  }
  await check('the operator is shown what the newer version changes', async () => {
    const waiting = await gateway.report(['pins', 'list', '--waiting'], 1);
    const tools = waiting.filter(({ kind }) => kind === 'tool');
    assert.equal(tools.length, 9, words(waiting));
    const [{ changes }] = await gateway.report(['pins', 'diff', 'memory', 'tool', 'read_graph'], 1);
    assert.ok(
      changes.some(({ pointer }) => pointer.startsWith('/outputSchema')),
      words(changes),
    );
  });
}
