// A server that has turned bad attacks the machine that it runs on: each attack works when its
// client starts it, and is prevented and on record when the gateway does.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clients as c } from '../lib/clients.js';
import { assertAnswered, assertRefused, eventually, words } from '../lib/got.js';

const HOSTILE = fileURLToPath(new URL('../doubles/hostile.js', import.meta.url));
const COMMAND = [process.execPath, HOSTILE];

export const sandbox = {
  name: 'a hostile server',
  async play(stage) {
    const scene = await set(stage);
    for (const [what, step, trace] of attacks(scene)) await attack(scene, what, step, trace);
    await gateway(scene);
    await exhausted(scene);
    await granted(scene);
  },
};

/** What there is to be had: somebody's keys, a process, and an attacker who listens. */
async function set(stage) {
  const world = stage.world();
  const keys = join(world, 'ssh');
  mkdirSync(keys);
  writeFileSync(join(keys, 'id_ed25519'), 'a private key');
  const neighbour = spawn('sleep', ['1000']);
  stage.atEnd(async () => neighbour.kill('SIGKILL'));
  const attacker = createServer((socket) => socket.resume());
  await new Promise((resolve) => attacker.listen(0, '127.0.0.1', resolve));
  stage.atEnd(async () => attacker.close());
  const sandbox = { processes: 60, 'file-size': '10MiB', 'folder-size': '20MiB' };
  const guard = await stage.operate({
    servers: { bad: { command: COMMAND, sandbox } },
    transparent: true,
    policy: { allow: [{ name: 'all', tools: ['*'] }] },
    input: { 'insecure-no-inference': true },
    pinning: { 'first-seen': 'approve' },
  });
  const { key } = await guard.createKey('ann', []);
  return { ...stage, world, neighbour, attacker, guard, target: guard.target({ key }) };
}

const direct = (world) => ({ command: COMMAND, env: {}, cwd: world });

function attacks({ world, neighbour, attacker }) {
  const secret = join(world, 'ssh/id_ed25519');
  const outside = join(world, 'files/outside.txt');
  const { port } = attacker.address();
  const environment = `/proc/${process.pid}/environ`;
  return [
    ['reading a private key', { call: 'read', with: { path: secret } }, `read ${secret}`],
    ['reading it by a link', { call: 'read_by_link', with: { path: secret } }, `read ${secret}`],
    ['reading the users of the machine', { call: 'read', with: { path: '/etc/passwd' } }, '/etc/passwd'],
    ['reading secrets of another program', { call: 'read', with: { path: environment } }, 'look into'],
    ['writing outside', { call: 'write', with: { path: outside } }, `write ${outside}`],
    ['connecting out', { call: 'connect', with: { host: '127.0.0.1', port } }, 'network'],
    ['tracing another program', { call: 'trace', with: { pid: neighbour.pid } }, 'ptrace'],
  ];
}

async function attack({ check, visit, guard, target, world }, what, step, trace) {
  await check(`${what} works without the gateway`, async () => {
    const [worked] = await visit(c.sdkLegacy, direct(world), [step]);
    assertAnswered(worked, '');
  });
  await check(`${what} is prevented, and on record`, async () => {
    const [result] = await visit(c.sdkLegacy, target, [step]);
    assertRefused(result);
    assert.ok(words(result).includes('prevented'), words(result));
    await onRecord(guard, 'sandbox-refused', trace);
  });
}

async function onRecord(guard, reason, trace) {
  await eventually(`${trace} on record`, async () => {
    const records = await guard.audit('--reason', reason);
    return records.some(({ fields }) => fields.detail.includes(trace));
  });
}

/** What the gateway itself keeps, which is there only where there is one. */
async function gateway({ check, visit, guard, target }) {
  await check('what the gateway keeps is not read', async () => {
    const own = [guard.file, join(guard.file, '../data'), join(homedir(), '.profile')];
    const steps = own.map((path) => ({ call: 'read', with: { path } }));
    for (const result of await visit(c.sdkLegacy, target, steps)) assertRefused(result);
    await onRecord(guard, 'sandbox-refused', guard.file);
  });
}

async function exhausted({ check, visit, guard, target, world }) {
  const many = { call: 'start', with: { many: 100 } };
  await check('starting many processes works without the gateway', async () => {
    const [started] = await visit(c.sdkLegacy, direct(world), [many]);
    assertAnswered(started, 'started all');
  });
  await check('starting more processes than granted is prevented, and on record', async () => {
    const [result] = await visit(c.sdkLegacy, target, [many]);
    assertRefused(result);
    await onRecord(guard, 'sandbox-exhausted', 'more processes');
  });
  const full = { call: 'fill', with: { files: 5, megabytes: 8 } };
  await check('filling the disk ends the server, and is on record', async () => {
    const [result] = await visit(c.sdkLegacy, target, [full]);
    assertRefused(result);
    await onRecord(guard, 'sandbox-exhausted', 'in its own folder');
  });
  await check('the log verifies', async () => {
    assert.equal((await guard.verification()).intact, true);
  });
}

/** The same program, with one folder and one host granted. */
async function granted({ check, visit, operate, world, attacker }) {
  const { port } = attacker.address();
  const mine = join(world, 'files');
  const guard = await operate({
    servers: {
      bad: { command: COMMAND, sandbox: { write: [mine], network: ['files.example.com'] } },
    },
    transparent: true,
    policy: { allow: [{ name: 'all', tools: ['*'] }] },
    input: { 'insecure-no-inference': true },
    pinning: { 'first-seen': 'approve' },
  });
  const { key } = await guard.createKey('ann', []);
  const target = guard.target({ key });
  await check('what is granted works, and what is beside it does not', async () => {
    const [written, beside] = await visit(c.sdkLegacy, target, [
      { call: 'write', with: { path: join(mine, 'granted.txt') } },
      { call: 'write', with: { path: join(world, 'beside.txt') } },
    ]);
    assertAnswered(written, 'wrote');
    assertRefused(beside);
    assert.ok(existsSync(join(mine, 'granted.txt')));
    assert.ok(!existsSync(join(world, 'beside.txt')));
  });
  await check('a host that is not granted is not reached past the proxy', async () => {
    const [result] = await visit(c.sdkLegacy, target, [
      { call: 'connect', with: { host: '127.0.0.1', port } },
    ]);
    assertRefused(result);
    await onRecord(guard, 'sandbox-refused', `connect to 127.0.0.1:${port}`);
  });
}
