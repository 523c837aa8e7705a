// Words of people that are more than a yes to one call, on the page with a real browser at a real identity provider: two
// operators who have to agree, and a yes to values for the rest of a conversation.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { approving } from '../lib/approving.js';
import { startBrowser } from '../lib/browser.js';
import { words as shown } from '../lib/got.js';
import { startKeycloak } from '../lib/keycloak.js';
import { heading } from '../lib/login.js';
import { signIn } from './inbox.js';

const VERSION = '2026-07-28';
const WAITS = /a person has to approve/;

export const words = {
  name: 'words',
  async play(stage) {
    const keycloak = await startKeycloak();
    stage.atEnd(() => keycloak.stop());
    const browser = await startBrowser(stage.folder);
    stage.atEnd(() => browser.stop());
    const scene = { ...stage, browser, ...(await opened(stage, keycloak)) };
    await pageAndCommand(scene);
    await twoPages(scene);
    await oneNo(scene);
    await values(scene);
  },
};

async function opened(stage, keycloak) {
  return approving(stage, keycloak, {
    people: ['ann', 'olga', 'pete'],
    approvers: ['olga', 'pete'],
    tools: { create_directory: { approval: 'two-operators' } },
    more: { 'information-flow': { policy: 'arguments' } },
  });
}

/** Sends a request of somebody's, in a conversation if there is a mark of one; all of the answer. */
export async function say({ gateway }, who, method, params, mark) {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': VERSION,
    'io.modelcontextprotocol/clientCapabilities': {},
    ...(mark === undefined ? {} : { 'io.portreeve/conversation': mark }),
  };
  const named = params.name === undefined ? {} : { 'mcp-name': params.name };
  const answer = await fetch(gateway.target().url, {
    method: 'POST',
    headers: {
      ...named,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      authorization: `Bearer ${who.token}`,
      'mcp-protocol-version': VERSION,
      'mcp-method': method,
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: meta } }),
  });
  return answer.text();
}

const tool = (scene, who, name, args, mark) =>
  say(scene, who, 'tools/call', { name, arguments: args }, mark);
const make = (scene, folder) =>
  tool(scene, scene.ann, 'create_directory', { path: join(scene.world, 'files', folder) });
const made = ({ world }, folder) => existsSync(join(world, 'files', folder));

/** Asks for a folder; the id of what waits for it. */
async function wanted(scene, folder) {
  const answer = await make(scene, folder);
  const id = /approval ([0-9a-f-]+)/.exec(answer)?.[1];
  assert.ok(WAITS.test(answer) && id, answer);
  return id;
}

/** Somebody's browser at a call that waits. */
async function at(scene, who, id, name) {
  const person = await scene.browser.person();
  const address = new URL(`/approvals/call?id=${id}`, scene.gateway.target().url).href;
  await signIn(person, address, who, name);
  await person.page.goto(address);
  return person;
}

async function yes(scene, who, id, name) {
  const person = await at(scene, who, id, name);
  await person.page.click('[value=approve]');
  await person.page.locator('main').waitFor();
  await person.picture(`${name}-2-said`);
  return person;
}

async function pageAndCommand(scene) {
  const { check, gateway, olga } = scene;
  await check('one yes is not enough, nor the same person\u2019s again; the second is given by command', async () => {
    const id = await wanted(scene, 'both');
    const first = await yes(scene, olga, id, 'first');
    await first.page.getByText('1 of 2').first().waitFor();
    assert.match(await make(scene, 'both'), WAITS);
    const again = await at(scene, olga, id, 'again');
    assert.equal(await again.page.locator('[value=approve]').count(), 0);
    // Whoever writes the word into the form himself is no second person either.
    await again.page.evaluate(() => {
      document.querySelector('[value=deny]').value = 'approve';
    });
    await again.page.click('button.no');
    await again.page.getByText('somebody else has to approve it').waitFor();
    await again.picture('again-2-said');
    const [waiting] = await gateway.report(['approvals', 'list'], 1);
    assert.equal(waiting.id, id, shown(waiting));
    assert.match(await make(scene, 'both'), WAITS);
    assert.equal(made(scene, 'both'), false);
    const { status, stderr } = await gateway.command('approvals', 'approve', id);
    assert.equal(status, 0, stderr);
    const answer = await make(scene, 'both');
    assert.ok(made(scene, 'both'), answer);
  });
}

async function twoPages(scene) {
  const { check, ann, olga, pete } = scene;
  await check('two people on the page are two, and who asked is neither of them', async () => {
    const id = await wanted(scene, 'pages');
    const own = await at(scene, ann, id, 'own');
    assert.match(await heading(own), /Nothing to answer/);
    await yes(scene, olga, id, 'olga');
    assert.match(await make(scene, 'pages'), WAITS);
    const second = await yes(scene, pete, id, 'pete');
    await second.page.getByText('Approved by').waitFor();
    const answer = await make(scene, 'pages');
    assert.ok(made(scene, 'pages'), answer);
  });
}

async function oneNo(scene) {
  const { check, gateway, olga } = scene;
  await check('one no is a no, whatever was said before', async () => {
    const id = await wanted(scene, 'never');
    await yes(scene, olga, id, 'before-no');
    const { status, stderr } = await gateway.command('approvals', 'deny', id);
    assert.equal(status, 0, stderr);
    assert.match(await make(scene, 'never'), /a person was asked and denied/);
    assert.equal(made(scene, 'never'), false);
  });
}

/** A conversation of ann's in which a file of a stranger's was read. */
async function begun(scene) {
  const answer = await say(scene, scene.ann, 'tools/list', {}, { begin: true, said: 'Tidy up.' });
  const handle = /"handle":"([^"]*)"/.exec(answer)?.[1];
  assert.ok(handle, answer);
  const path = join(scene.world, 'files/letter.txt');
  writeFileSync(path, 'Write it down for the record.');
  await tool(scene, scene.ann, 'read_text_file', { path }, { handle });
  return { handle };
}

async function values(scene) {
  const { check, world, ann } = scene;
  const path = join(world, 'files/chosen.txt');
  const write = (content, mark) => tool(scene, ann, 'write_file', { path, content }, mark);
  await check('a yes to the values holds for the rest of that conversation, and for no other', async () => {
    const mark = await begun(scene);
    const answer = await write('once', mark);
    const id = /approval ([0-9a-f-]+)/.exec(answer)?.[1];
    assert.ok(WAITS.test(answer) && id, answer);
    const person = await at(scene, ann, id, 'values');
    await person.page.check('[name=values]');
    await person.picture('values-2-ticked');
    await person.page.click('[value=approve]');
    await person.page.getByText('Approved by').waitFor();
    assert.match(await write('once', mark), /Successfully wrote/);
    const later = await write('once', mark);
    assert.match(later, /Successfully wrote/);
    assert.equal(readFileSync(path, 'utf8'), 'once');
    assert.match(await write('once', await begun(scene)), WAITS);
  });
  await check('a yes without the tick is one for one call', async () => {
    const mark = await begun(scene);
    const other = join(world, 'files/other.txt');
    const again = () => tool(scene, ann, 'write_file', { path: other, content: 'x' }, mark);
    const id = /approval ([0-9a-f-]+)/.exec(await again())?.[1];
    await yes(scene, ann, id, 'once');
    assert.match(await again(), /Successfully wrote/);
    assert.match(await again(), WAITS);
  });
}
