// What the operator says at one node, by command, holds at both: at once where each call looks, else as
// soon as the documentation has it.
import assert from 'node:assert/strict';
import { Caller, isDone, isRefusal } from '../../lib/caller.js';
import { took, twoNodes } from '../../lib/nodes.js';
import { assertDecidedFirst, assertJournalIntact } from '../../lib/promises.js';
import { freshId, Worker } from '../../lib/yard.js';

const RULES = {
  pinning: { 'first-seen': 'quarantine' },
  policy: {
    objects: {
      thing: {
        relations: { owner: [] },
        'named-by': [{ servers: ['new'], tools: ['pay'], argument: 'id' }],
      },
    },
    allow: [
      { name: 'all', tools: ['note'] },
      { name: 'owners', servers: ['new'], tools: ['pay'], objects: { thing: 'owner' } },
    ],
  },
};

export const told = {
  name: 'two nodes, one told',
  async play(stage) {
    const { check, folder, atEnd, long } = stage;
    const worker = await Worker.start({ folder, atEnd }, 'worker');
    const { nodes } = await twoNodes(stage, worker.settings(), RULES);
    const { key } = await nodes[0].createKey('ann', []);
    const callers = nodes.map((node) => new Caller(node.target({ key }), 'modern'));
    const scene = { check, nodes, callers };
    await definitions(scene);
    for (let round = 0; round < (long ? 10 : 1); round++) {
      const at = [nodes[round % 2], nodes[1 - (round % 2)]];
      await relations(scene, at, round + 1);
      await keys(scene, at, round + 1);
    }
    for (const caller of callers) await caller.close();
    await check('what was executed was decided before at one of them; both logs verify', async () => {
      const records = (await Promise.all(nodes.map((node) => node.audit()))).flat();
      assertDecidedFirst(worker.executed(), records);
      for (const node of nodes) await assertJournalIntact(node);
    });
  },
};

const both = (callers, tool, args) =>
  Promise.all(callers.map((caller) => caller.call(tool, args ?? { id: freshId() })));

async function done(node, ...command) {
  const { status, stdout, stderr } = await node.command(...command);
  assert.equal(status, 0, stdout + stderr);
}

async function definitions({ check, nodes, callers }) {
  await check('a definition that is approved at one node can be used at both', async () => {
    assert.ok((await both(callers, 'new__note')).every(isRefusal));
    await done(nodes[0], 'pins', 'approve', 'new', 'tool', 'note');
    await done(nodes[1], 'pins', 'approve', 'new', 'tool', 'pay');
    const ms = await took(async () => (await both(callers, 'new__note')).every(isDone));
    return `after ${ms} ms`;
  });
}

async function relations({ check, callers }, [here, there], round) {
  await check(`${round}: who is what to an object is known at once, and that he is it no more`, async () => {
    const args = { id: freshId('thing') };
    assert.ok((await both(callers, 'new__pay', args)).every(isRefusal));
    await done(here, 'relations', 'add', `thing:${args.id}`, 'owner', 'principal:ann');
    assert.ok((await both(callers, 'new__pay', args)).every(isDone));
    await done(there, 'relations', 'remove', `thing:${args.id}`, 'owner', 'principal:ann');
    assert.ok((await both(callers, 'new__pay', args)).every(isRefusal));
  });
}

async function keys({ check, nodes }, [here, there], round) {
  await check(`${round}: a key that is made at one node is good at both, and revoked at both`, async () => {
    const bob = await here.createKey('bob', []);
    const callers = nodes.map((node) => new Caller(node.target({ key: bob.key }), 'modern'));
    const all = async (status) =>
      (await both(callers, 'new__note')).every((answer) => answer.status === status);
    const good = await took(() => all(200));
    await done(there, 'keys', 'revoke', bob.id);
    const refused = await took(() => all(401));
    for (const caller of callers) await caller.close();
    return `good after ${good} ms, refused after ${refused} ms`;
  });
}
