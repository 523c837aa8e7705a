// The official suite speaks HTTP only, so the fixture's stdio mode is tested here.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const FIXTURE = join(import.meta.dirname, '../fixture/main.js');
const MODERN = { pin: '2026-07-28' };

function connect(era, mode) {
  const client = new Client(
    { name: 'fixture-test', version: '1.0.0' },
    { capabilities: { elicitation: {} }, versionNegotiation: { mode } },
  );
  client.setRequestHandler('elicitation/create', async () => ({
    action: 'accept',
    content: { name: 'Ada' },
  }));
  const args = [FIXTURE, '--stdio', '--era', era];
  const transport = new StdioClientTransport({ command: process.execPath, args, stderr: 'ignore' });
  return client.connect(transport).then(() => client);
}

for (const [era, mode, revision] of [
  ['dual', 'legacy', '2025-11-25'],
  ['dual', MODERN, '2026-07-28'],
  ['legacy', 'legacy', '2025-11-25'],
  ['legacy', 'auto', '2025-11-25'],
  ['modern', MODERN, '2026-07-28'],
]) {
  test(`a ${era} fixture on stdio asks a client of ${revision} and answers it`, async () => {
    const client = await connect(era, mode);
    try {
      assert.equal(client.getNegotiatedProtocolVersion(), revision);
      const { content } = await client.callTool({ name: 'test_input_required_result_elicitation' });
      assert.deepEqual(content, [{ type: 'text', text: 'Hello, Ada!' }]);
    } finally {
      await client.close();
    }
  });
}

for (const [era, mode] of [
  ['legacy', MODERN],
  ['modern', 'legacy'],
]) {
  test(`a ${era} fixture on stdio refuses a client of the other era`, async () => {
    await assert.rejects(connect(era, mode));
  });
}
