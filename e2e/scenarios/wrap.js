// One person at a desk: Portreeve in front of the servers of a client's own configuration. A client
// reads its file, as every client does, and starts what stands there: before, after, and undone.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatewayCommand } from '../../conformance/lib/gateway.js';
import { clients as c } from '../lib/clients.js';
import { assertAnswered, assertRefused, words } from '../lib/got.js';
import { program } from '../lib/packages.js';
import { runProgram } from '../lib/programs.js';

const TOKEN = 'a-token-that-stays-with-the-client';

export const wrap = {
  name: 'wrap',
  async play(stage) {
    const scene = furnish(stage);
    await before(scene);
    await wrapped(scene);
    await effects(scene);
    await again(scene);
    await undone(scene);
  },
};

/** A home, with the configuration of a client in it as people write them. */
function furnish(stage) {
  const world = stage.world();
  const home = join(world, 'home');
  const docs = join(home, 'docs');
  mkdirSync(docs, { recursive: true });
  writeFileSync(join(docs, 'plan.txt'), 'the plan');
  mkdirSync(join(home, '.cursor'));
  const file = join(home, '.cursor/mcp.json');
  const entry = ([command, ...args], more = '') =>
    `{ "command": ${JSON.stringify(command)}, "args": ${JSON.stringify(args)}${more} }`;
  const memory = `, "env": ${JSON.stringify({ MEMORY_FILE_PATH: join(docs, 'memory.jsonl'), TOKEN })}`;
  const text = [
    '{',
    '\t// what I use',
    '\t"mcpServers": {',
    `\t\t"My files": ${entry(program('@modelcontextprotocol/server-filesystem', docs))}, // mine`,
    `\t\t"memory": ${entry(program('@modelcontextprotocol/server-memory'), memory)},`,
    `\t\t"everything": ${entry(program('@modelcontextprotocol/server-everything'))},`,
    '\t},',
    '\t"theme": "dark"',
    '}',
    '',
  ].join('\r\n');
  writeFileSync(file, text);
  return { ...stage, home, docs, file, text };
}

/** What a client makes of its file: comments and commas too many are no obstacle to it. */
function entries(file) {
  const text = readFileSync(file, 'utf8');
  const plain = text.replaceAll(/(^|[\s,])\/\/.*$/gm, '$1').replaceAll(/,(\s*[}\]])/g, '$1');
  return JSON.parse(plain).mcpServers;
}

/** The server as the file has it, for a client that starts it. */
function target({ file, home }, name, more = {}) {
  const { command, args, env = {} } = entries(file)[name];
  return { command: [command, ...args], env: { ...env, HOME: home }, cwd: home, ...more };
}

/** A command of Portreeve's, typed at this desk. */
async function type({ home }, ...args) {
  return runProgram([...gatewayCommand(), ...args], {
    cwd: home,
    env: { HOME: home, XDG_CONFIG_HOME: '', XDG_CACHE_HOME: '' },
  });
}

/** Tools that a server has only for clients that it may ask something; a profile lets none ask. */
const ASKING = [
  'simulate-research-query',
  'trigger-elicitation-request',
  'trigger-sampling-request',
];

const NAMES = ['My files', 'memory', 'everything'];

async function names(scene, name) {
  const [tools] = await scene.visit(c.sdkLegacy, target(scene, name), [{ tools: true }]);
  return tools;
}

async function before(scene) {
  await scene.check('without Portreeve, a client starts its servers and they do anything', async () => {
    scene.tools = {};
    for (const name of NAMES) scene.tools[name] = await names(scene, name);
    const path = join(scene.docs, 'unasked.txt');
    const [done] = await scene.visit(c.sdkLegacy, target(scene, 'My files'), [
      { call: 'write_file', with: { path, content: 'x' } },
    ]);
    assertAnswered(done, '');
    assert.ok(existsSync(path));
  });
}

async function wrapped(scene) {
  const { check, file, text } = scene;
  await check('wrap --dry-run shows what would change, and changes nothing', async () => {
    const { status, stdout, stderr } = await type(scene, 'wrap', '--dry-run', file);
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /free +.*read_text_file/);
    assert.match(stdout, /asks first +.*write_file/);
    assert.ok(!stdout.includes(TOKEN), stdout);
    assert.equal(readFileSync(file, 'utf8'), text);
  });
  await check('wrap puts Portreeve in front of every server, and nothing else changes', async () => {
    const { status, stdout, stderr } = await type(scene, 'wrap', '--yes', '--json', file);
    assert.equal(status, 0, stdout + stderr);
    scene.report = JSON.parse(stdout);
    assert.deepEqual(
      scene.report.wrapped.map(({ name, looked }) => [name, looked]),
      NAMES.map((name) => [name, true]),
    );
    const now = readFileSync(file, 'utf8');
    assert.equal(now.split('\r\n').length, text.split('\r\n').length);
    assert.ok(now.includes('// what I use') && now.includes('}, // mine'), now);
  });
  await check('no profile has a secret of the client, and check finds each right', async () => {
    for (const { profile } of scene.report.wrapped) {
      assert.ok(!readFileSync(profile, 'utf8').includes(TOKEN));
      const { status, stdout, stderr } = await type(scene, 'check', '--no-secrets', '-c', profile);
      assert.equal(status, 0, stdout + stderr);
    }
  });
}

async function effects(scene) {
  const { check, visit, docs, home, report } = scene;
  await check('a client that reads its file finds the same tools under the same names', async () => {
    for (const name of NAMES) {
      const expected = scene.tools[name].filter((tool) => !ASKING.includes(tool));
      assert.deepEqual(await names(scene, name), expected, name);
    }
  });
  const path = join(docs, 'asked.txt');
  const write = { call: 'write_file', with: { path, content: 'approved' } };
  await check('reading goes on unasked, within the folders that were granted', async () => {
    const [plan, list] = await visit(c.sdkLegacy, target(scene, 'My files'), [
      { call: 'read_text_file', with: { path: join(docs, 'plan.txt') } },
      { call: 'list_directory', with: { path: docs } },
    ]);
    assertAnswered(plan, 'the plan');
    assertAnswered(list, 'plan.txt');
  });
  await check('a call with effects waits for its user, whose no and whose yes count', async () => {
    const asking = (action) => target(scene, 'My files', { asked: () => action });
    const [no] = await visit(c.sdkLegacy, asking('decline'), [write]);
    assertRefused(no);
    assert.ok(!existsSync(path));
    const other = { ...write, with: { ...write.with, content: 'approved indeed' } };
    const [yes] = await visit(c.sdkLegacy, asking('accept'), [other]);
    assertAnswered(yes, '');
    assert.equal(readFileSync(path, 'utf8'), 'approved indeed', words(yes));
  });
  await check('a variable of the client reaches its server, confined', async () => {
    const entities = [{ name: 'Ada', entityType: 'person', observations: ['wrote notes'] }];
    const [made, read] = await visit(c.sdkLegacy, target(scene, 'memory'), [
      { call: 'create_entities', with: { entities } },
      { call: 'read_graph' },
    ]);
    assertAnswered(made, 'Ada');
    assertAnswered(read, 'wrote notes');
    assert.ok(readFileSync(join(docs, 'memory.jsonl'), 'utf8').includes('Ada'));
  });
  await check('what was called and refused is on record at that desk', async () => {
    const { stdout } = await type(scene, 'audit', 'show', '--json', '-c', report.wrapped[0].profile);
    assert.ok(stdout.includes('approval-required') && stdout.includes('write_file'), stdout);
    assert.ok(existsSync(join(home, '.config/portreeve/wrapped')));
  });
}

async function again(scene) {
  await scene.check('wrapping again changes nothing', async () => {
    const now = readFileSync(scene.file, 'utf8');
    const { status, stdout } = await type(scene, 'wrap', '--yes', '--json', scene.file);
    assert.equal(status, 0, stdout);
    assert.deepEqual(JSON.parse(stdout).guarded, NAMES);
    assert.equal(readFileSync(scene.file, 'utf8'), now);
  });
}

async function undone(scene) {
  const { check, file, text } = scene;
  await check('unwrap restores the file byte for byte, and the client works as before', async () => {
    const { status, stdout, stderr } = await type(scene, 'unwrap', file);
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /byte for byte/);
    assert.equal(readFileSync(file, 'utf8'), text);
    assert.deepEqual(await names(scene, 'memory'), scene.tools.memory);
  });
}
