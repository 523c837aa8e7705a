// The AI application of the command line, as its user has it: in a terminal, with a model that
// streams and a published server behind it, and in a pipe.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { gatewayCommand } from '../../conformance/lib/gateway.js';
import { freePort } from '../../conformance/lib/ports.js';
import { clients as c } from '../lib/clients.js';
import { behind, childOf } from '../lib/config.js';
import { heard, witnessed } from '../lib/doubles.js';
import { assertAnswered, eventually } from '../lib/got.js';
import { Model, never, uses } from '../lib/model.js';
import { runProgram } from '../lib/programs.js';
import { servers } from '../lib/servers.js';
import { CTRL_C, CTRL_D, ENTER, Terminal } from '../lib/terminal.js';

/** The first start may have to build. */
const FIRST_START_MS = 300000;
const KEY = 'sk-of-the-scenario';
const ENVIRONMENT = { MODEL_KEY: KEY };
const UNAVAILABLE = 3;
const PROMPT = '> ';
const QUESTION = 'Allow it? [y/N] ';
/** A new title, a text for the clipboard, an empty screen. */
const COMMANDS = ['\u001b]0;owned\u0007', '\u001b]52;c;cm0gLXJmIC8=\u0007', '\u001b[2J'];

export const chat = {
  name: 'chat',
  async play(stage) {
    const world = stage.world();
    const model = await Model.start();
    stage.atEnd(async () => model.stop());
    const scene = { ...stage, world, model, file: configured(stage.folder, world, model.url) };
    await inTheTerminal(scene);
    await inAPipe(scene);
    await withoutAModel(scene);
    await help(scene);
  },
};

/** Writes a configuration with the model there, and gives its file. */
function configured(folder, world, url) {
  const files = behind(witnessed(servers.filesystem), world);
  files.tools.write_file.consequential = true;
  const file = join(folder, `chat-${new URL(url).port}.yaml`);
  const settings = {
    data: 'data',
    servers: { files },
    policy: { allow: [{ name: 'all', tools: ['*'] }] },
    pinning: { 'first-seen': 'approve' },
    agent: { model: { provider: 'openai', url, name: 'house', key: 'env:MODEL_KEY' } },
  };
  writeFileSync(file, stringify(settings, { aliasDuplicateObjects: false }));
  return file;
}

const command = (file, ...more) => [...gatewayCommand(), 'chat', '-c', file, ...more];

async function inTheTerminal(scene) {
  const { check, folder, file } = scene;
  const terminal = new Terminal(command(file), { cwd: folder, env: ENVIRONMENT });
  scene.atEnd(async () => terminal.close());
  await terminal.awaits(PROMPT, FIRST_START_MS);
  const typed = { ...scene, terminal };
  await streamed(typed);
  await called(typed);
  await approved(typed);
  await declined(typed);
  await calledOff(typed);
  await commanding(typed);
  await check('Ctrl-D ends it, with 0', async () => {
    terminal.type(CTRL_D);
    assert.equal(await terminal.ends(), 0);
  });
}

async function streamed({ check, terminal, model }) {
  await check('an answer is shown while the model still speaks', async () => {
    const { promise, resolve } = Promise.withResolvers();
    model.will(['The first half, ', () => promise, 'and the second.']);
    terminal.type(`Speak.${ENTER}`);
    await terminal.awaits('The first half, ');
    assert.ok(!terminal.printed.includes('and the second.'));
    resolve();
    await terminal.awaits('and the second.');
    await terminal.awaits(PROMPT);
    const [{ authorization, body }] = model.asked;
    assert.equal(authorization, `Bearer ${KEY}`);
    assert.equal(body.stream, true);
    assert.ok(body.tools.some((tool) => tool.function.name === 'files__write_file'));
  });
}

async function called({ check, terminal, model, world }) {
  await check('a call is shown and made, and its answer goes to the model', async () => {
    const path = letter(world, 'A draft.');
    model.will([edit(path)], ['It is final.']);
    terminal.type(`Finish the letter.${ENTER}`);
    await terminal.awaits('call     files edit_file');
    await terminal.awaits(path);
    await terminal.awaits('answer ');
    await terminal.awaits('It is final.');
    await terminal.awaits(PROMPT);
    assert.equal(readFileSync(path, 'utf8'), 'A final.');
    assert.ok(model.heard().includes('+A final.'), model.heard());
  });
}

/** A file with that text. */
function letter(world, text) {
  const path = join(world, 'files/letter.txt');
  writeFileSync(path, text);
  return path;
}

const edit = (path) =>
  uses('files__edit_file', { path, edits: [{ oldText: 'draft', newText: 'final' }] });

const write = (path) => uses('files__write_file', { path, content: 'approved words' });

/** How often that file was to be written, as the server heard it. */
const written = (world, path) =>
  heard(world)
    .split('\n')
    .filter((line) => line.includes('"write_file"') && line.includes(path)).length;

async function approved({ check, terminal, model, world }) {
  const path = join(world, 'files/approved.txt');
  await check('a call that needs approval waits, and y makes it', async () => {
    model.will([write(path)], ['It is written.']);
    terminal.type(`Write.${ENTER}`);
    await terminal.awaits('question during files write_file');
    await terminal.awaits('approved words');
    await terminal.awaits(QUESTION);
    assert.equal(written(world, path), 0);
    terminal.type(`y${ENTER}`);
    await terminal.awaits('It is written.');
    await terminal.awaits(PROMPT);
    assert.equal(readFileSync(path, 'utf8'), 'approved words');
  });
  await check('y was for one call: the same one is asked again', async () => {
    model.will([write(path)], ['Not again.']);
    terminal.type(`Once more.${ENTER}`);
    await terminal.awaits(QUESTION);
    terminal.type(`n${ENTER}`);
    await terminal.awaits('Not again.');
    await terminal.awaits(PROMPT);
    assert.equal(written(world, path), 1);
  });
}

async function declined({ check, terminal, model, world }) {
  await check('n makes no call, and the model learns that', async () => {
    const path = join(world, 'files/declined.txt');
    model.will([write(path)], ['Then not.']);
    terminal.type(`Write another.${ENTER}`);
    await terminal.awaits(QUESTION);
    terminal.type(`n${ENTER}`);
    await terminal.awaits('Then not.');
    await terminal.awaits(PROMPT);
    assert.equal(existsSync(path), false);
    assert.equal(written(world, path), 0);
    assert.match(model.heard(), /denied this call/);
  });
}

async function calledOff({ check, terminal, model }) {
  await check('Ctrl-C calls a turn off, at the model too, and the next one works', async () => {
    model.will(['Let me count. ', never], ['Still here.']);
    terminal.type(`Count the stars.${ENTER}`);
    await terminal.awaits('Let me count. ');
    const before = model.hungUp;
    terminal.type(CTRL_C);
    await terminal.awaits('called off');
    await terminal.awaits(PROMPT);
    await eventually('the model is left alone', () => model.hungUp === before + 1);
    terminal.type(`Go on.${ENTER}`);
    await terminal.awaits('Still here.');
    await terminal.awaits(PROMPT);
    assert.ok(model.heard().includes('Count the stars.'), model.heard());
  });
  await check('Ctrl-C at the prompt drops the line, and ends nothing', async () => {
    model.will(['Here.']);
    terminal.type('half a line');
    await terminal.awaits('half a line');
    terminal.type(CTRL_C);
    await terminal.awaits('Ctrl-C again');
    await terminal.awaits(PROMPT);
    terminal.type(`Hello?${ENTER}`);
    await terminal.awaits('Here.');
    await terminal.awaits(PROMPT);
    assert.ok(!model.heard().includes('half a line'), model.heard());
  });
}

async function commanding({ check, visit, terminal, model, world, folder }) {
  const path = letter(world, `before ${COMMANDS.join(' ')} after`);
  await check('the server returns commands to a terminal, which one passes on', async () => {
    const read = { call: 'read_text_file', with: { path } };
    const [result] = await visit(c.sdkLegacy, childOf(servers.filesystem, world), [read]);
    const naive = new Terminal(['cat', path], { cwd: folder });
    await naive.ends();
    for (const one of COMMANDS) {
      assertAnswered(result, JSON.stringify(one).slice(1, -1));
      assert.ok(naive.printed.includes(one), JSON.stringify(naive.printed));
    }
  });
  await check('what a server or the model writes commands no terminal', async () => {
    const from = terminal.printed.length;
    model.will([uses('files__read_text_file', { path })], [`It says ${COMMANDS.join(' ')} twice.`]);
    terminal.type(`Read the letter.${ENTER}`);
    await terminal.awaits('answer ');
    await terminal.awaits('after');
    await terminal.awaits('It says ');
    await terminal.awaits(' twice.');
    await terminal.awaits(PROMPT);
    const printed = terminal.printed.slice(from);
    for (const raw of ['\u001b]', '\u0007', '\u001b[2J']) {
      assert.ok(!printed.includes(raw), JSON.stringify(printed));
    }
    assert.equal(printed.split('␛]0;owned␇').length, 3, JSON.stringify(printed));
  });
}

/** Has one request done where nobody can be asked: `{ status, events, stderr }`. */
async function piped({ folder, file }, message) {
  const words = command(file, '--data', join(folder, 'piped'), '-m', message, '--json');
  const { status, stdout, stderr } = await runProgram(words, { cwd: folder, env: ENVIRONMENT });
  const events = stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  return { status, events, stderr };
}

async function inAPipe(scene) {
  const { check, model, world } = scene;
  await check('one message in a pipe: each event is JSON, and it ends with 0', async () => {
    const path = letter(world, 'A draft.');
    model.will([edit(path)], ['It is final.']);
    const { status, events, stderr } = await piped(scene, 'Finish the letter.');
    assert.equal(status, 0, stderr);
    const names = events.map(({ event }) => event).filter((event) => event !== 'said');
    assert.deepEqual(names, ['asked', 'answered', 'ended']);
    assert.deepEqual(events.at(-1), { event: 'ended', end: 'done', text: 'It is final.' });
    assert.equal(readFileSync(path, 'utf8'), 'A final.');
  });
  await check('nobody can be asked in a pipe, so what needs approval is not made', async () => {
    const path = join(world, 'files/piped.txt');
    model.will([write(path)], ['I may not.']);
    const { status, events, stderr } = await piped(scene, 'Write.');
    assert.equal(status, 0, stderr);
    assert.ok(!events.some(({ event, failed }) => event === 'answered' && !failed));
    assert.match(model.heard(), /a person was asked about this call, and gave no answer/);
    assert.equal(existsSync(path), false);
  });
}

async function withoutAModel(scene) {
  const { check, folder, world } = scene;
  const port = await freePort();
  const file = configured(folder, world, `http://127.0.0.1:${port}/v1`);
  await check('without its model it says so, and ends with 3', async () => {
    const { status, events, stderr } = await piped({ folder, file }, 'Hello?');
    assert.equal(status, UNAVAILABLE, stderr);
    assert.equal(events.length, 1);
    const [{ text, ...event }] = events;
    assert.deepEqual(event, { event: 'failed', kind: 'unreachable' });
    assert.match(text, /^The model's service at 127\.0\.0\.1:\d+ cannot be reached\.$/);
  });
}

async function help({ check, folder }) {
  await check('--help says what there is, with 0', async () => {
    const { status, stdout } = await runProgram([...gatewayCommand(), 'chat', '--help'], {
      cwd: folder,
    });
    assert.equal(status, 0);
    for (const one of ['--config', '--message', '--model', '--json', '--data']) {
      assert.ok(stdout.includes(one), stdout);
    }
  });
}
