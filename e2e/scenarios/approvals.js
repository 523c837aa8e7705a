// Calls that a person approves: asked by the official SDK in both eras, or by command.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clients as c } from '../lib/clients.js';
import { behind } from '../lib/config.js';
import { eventually, words } from '../lib/got.js';
import { servers } from '../lib/servers.js';

export const approvals = {
  name: 'approvals',
  async play(stage) {
    const world = stage.world();
    const files = behind(servers.filesystem, world);
    files.tools = {
      ...files.tools,
      write_file: { ...files.tools.write_file, consequential: true },
      create_directory: { ...files.tools.create_directory, approval: 'operator' },
    };
    const gateway = await stage.operate({
      servers: { files },
      transparent: true,
      policy: { allow: [{ name: 'all', tools: ['*'] }] },
      pinning: { 'first-seen': 'approve' },
    });
    const { key } = await gateway.createKey('ann', []);
    const scene = { ...stage, gateway, world, target: gateway.target({ key }) };
    for (const client of [c.sdkModern, c.sdkLegacy]) await inTheClient(scene, client);
    await byCommand(scene);
    await onRecord(scene);
  },
};

const file = (world, client, name) =>
  join(world, 'files', `${name}-${client.name.replaceAll(/\W+/g, '-')}.txt`);

/** Writes, and lets `action` answer for the user; what came of it and what he was shown. */
async function write({ visit, target }, client, path, content, action) {
  const questions = [];
  const asked = (message) => {
    questions.push(message);
    return action;
  };
  const [result] = await visit(client, { ...target, asked }, [
    { call: 'write_file', with: { path, content } },
  ]);
  return { result, questions };
}

async function inTheClient(scene, client) {
  const { check, world } = scene;
  await check(`${client.name} asks its user, whose yes sends the call`, async () => {
    const path = file(world, client, 'yes');
    const { result, questions } = await write(scene, client, path, 'approved words', 'accept');
    assert.equal(questions.length, 1, words(questions));
    assert.ok(questions[0].includes(path) && questions[0].includes('approved words'), questions[0]);
    assert.equal(readFileSync(path, 'utf8'), 'approved words', words(result));
  });
  await check(`${client.name} takes the no of its user back to the model`, async () => {
    const path = file(world, client, 'no');
    const { result } = await write(scene, client, path, 'words', 'decline');
    assert.match(words(result), /denied this call/);
    const again = await write(scene, client, path, 'words', 'accept');
    assert.deepEqual(again.questions, []);
    assert.equal(existsSync(path), false);
  });
}

async function byCommand({ check, visit, gateway, target, world }) {
  const path = join(world, 'files/made');
  const make = { call: 'create_directory', with: { path } };
  await check('what is the operator\u2019s own is asked in no client', async () => {
    const questions = [];
    const asked = (message) => questions.push(message) && 'accept';
    const [result] = await visit(c.sdkModern, { ...target, asked }, [make]);
    assert.match(words(result), /a person has to approve this call first/);
    assert.deepEqual(questions, []);
    assert.equal(existsSync(path), false);
  });
  await check('the operator approves it by command, and it is made once', async () => {
    const [{ id, call }] = await gateway.report(['approvals', 'list'], 1);
    assert.ok(call.includes(path), call);
    const { status, stderr } = await gateway.command('approvals', 'approve', id);
    assert.equal(status, 0, stderr);
    const [made, again] = await visit(c.sdkLegacy, target, [make, make]);
    assert.ok(existsSync(path), words(made));
    assert.match(words(again), /a person has to approve/);
  });
}

async function onRecord({ check, gateway }) {
  await check('every word is on record, and whose it was', async () => {
    // What is decided is taken into the log within two seconds.
    await eventually('all five are on record', async () => (await said(gateway)).length === 5);
    assert.deepEqual((await said(gateway)).toSorted(), [
      ['approval-denied', true],
      ['approval-denied', true],
      ['approval-granted', false],
      ['approval-granted', true],
      ['approval-granted', true],
    ]);
  });
}

async function said(gateway) {
  const records = await gateway.audit();
  return records
    .filter(({ fields }) => /^approval-/.test(fields.event ?? ''))
    .map(({ fields: { event, by } }) => [event, /, in the client$/.test(by)]);
}
