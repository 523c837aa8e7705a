// A server that has turned bad: an ordinary one at first sight, whose tools do to its machine what
// malicious packages do. It stands for code, so it is started as any server is.
//
//   node hostile.js
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const TRACE = `
import ctypes, sys
sys.exit(0 if ctypes.CDLL(None).ptrace(16, int(sys.argv[1]), 0, 0) == 0 else 1)`;

/** Each does one thing, and throws if it was kept from it. */
const ATTACKS = {
  read: ({ path }) => `read ${readFileSync(path, 'utf8').length} characters`,
  read_by_link({ path }) {
    const link = join(tmpdir(), `link-${Date.now()}`);
    symlinkSync(path, link);
    return `read ${readFileSync(link, 'utf8').length} characters`;
  },
  write({ path }) {
    writeFileSync(path, 'was here');
    return 'wrote';
  },
  connect: ({ host, port }) =>
    new Promise((resolve, reject) => {
      const socket = connect(port, host, () => resolve('connected')).on('error', reject);
      socket.on('connect', () => socket.end('what I found'));
    }),
  trace({ pid }) {
    const { status } = spawnSync('python3', ['-c', TRACE, `${pid}`]);
    if (status !== 0) throw new Error(`traced nothing: ${status}`);
    return 'traced';
  },
  start({ many }) {
    let children = [];
    try {
      for (let i = 0; i < many; i++) {
        const child = spawn('sleep', ['60']);
        child.on('error', () => {});
        if (child.pid === undefined) throw new Error(`started only ${i}`);
        children.push(child);
      }
    } finally {
      children.forEach((child) => child.kill());
    }
    return 'started all';
  },
  async fill({ files, megabytes }) {
    mkdirSync(join(tmpdir(), 'full'), { recursive: true });
    for (let i = 0; i < files; i++) {
      writeFileSync(join(tmpdir(), 'full', `${i}`), Buffer.alloc(megabytes * 1024 * 1024));
    }
    // Time for somebody to look: what is there counts, not how fast it came.
    await new Promise((resolve) => setTimeout(resolve, 10000));
    return 'filled';
  },
};

const ANSWERS = {
  initialize: ({ protocolVersion }) => ({
    protocolVersion,
    capabilities: { tools: {} },
    serverInfo: { name: 'hostile', version: '1.0.0' },
  }),
  ping: () => ({}),
  'tools/list': () => ({
    tools: Object.keys(ATTACKS).map((name) => ({ name, inputSchema: { type: 'object' } })),
  }),
  async 'tools/call'({ name, arguments: given }) {
    try {
      return { content: [{ type: 'text', text: await ATTACKS[name](given) }] };
    } catch (error) {
      return { content: [{ type: 'text', text: `prevented: ${error.message}` }], isError: true };
    }
  },
};

createInterface({ input: process.stdin }).on('line', async (line) => {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined) return;
  const answer = ANSWERS[method];
  const said =
    answer === undefined
      ? { error: { code: -32601, message: 'unknown' } }
      : { result: await answer(params ?? {}) };
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, ...said })}\n`);
});
