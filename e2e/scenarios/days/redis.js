// The Redis of two nodes stops, does not answer, is emptied, and gives its place to an empty one. While
// it is away nobody is let in, and that is on record; when it is back all is as before, by itself. What
// conversations heard is never forgotten: at worst, more is held against them than they heard.
import assert from 'node:assert/strict';
import { Caller } from '../../lib/caller.js';
import { Conversation, FLOW } from '../../lib/conversation.js';
import { eventually } from '../../lib/got.js';
import { Line } from '../../lib/line.js';
import { shared, SLACK_MS } from '../../lib/nodes.js';
import { assertNeverClean, assertPromisesKept } from '../../lib/promises.js';
import { Redis } from '../../lib/redis.js';
import { freshId, settings, within, Worker } from '../../lib/yard.js';

const AT_EACH = 8;
const GOSSIPS = 4;

export const redis = {
  name: 'two nodes without Redis',
  async play(stage) {
    const { check, folder, atEnd, long } = stage;
    const worker = await Worker.start({ folder, atEnd }, 'worker');
    const { redis, state } = await shared(stage);
    const line = await Line.to(stage, redis.port);
    const configured = settings(worker.settings(), {
      state: state({ redisAt: line.port }),
      'information-flow': FLOW,
    });
    const nodes = [await stage.operate(configured), await stage.operate(configured)];
    const { key } = await nodes[0].createKey('ann', []);
    const { key: other } = await nodes[0].createKey('bob', []);
    const targets = nodes.map((node) => node.target({ key }));
    const scene = { ...stage, worker, nodes, targets, all: [], refused: 0 };
    const gossip = new Gossip(nodes.map((node) => node.target({ key: other })));
    await check('what was heard at one node is held against it at the other', async () => {
      const { heard, clean } = await talks(scene);
      assert.deepEqual(await paid(heard), []);
      assert.equal(await clean.pay(1), true);
    });
    for (let round = 0; round < (long ? 5 : 1); round++) await lost(scene, { redis, line });
    await gossip.stop();
    await check('no label was forgotten, nothing let through that could not be counted', async () => {
      const tainted = [...scene.all, ...gossip.all].flatMap((one) => one.tainted);
      assert.ok(tainted.length > 2 * GOSSIPS, `only ${tainted.length} tried`);
      assertNeverClean(tainted, worker.executed());
      const records = await assertPromisesKept(nodes, worker.executed());
      assert.deepEqual(records.filter(({ fields }) => fields.untold === true), []);
      return `${tainted.length} tries, ${gossip.all.length} conversations beside`;
    });
    await check('all who were turned away are on record', async () => {
      // What was only counted is written down at the latest when a node stops.
      for (const node of nodes) await node.stop();
      const [one, other] = await Promise.all(nodes.map(refusals));
      assert.ok(one + other >= scene.refused, `${one} and ${other} of ${scene.refused}`);
      return `${one} and ${other}`;
    });
  },
};

/** In turn, all that becomes of one. */
async function lost(scene, { redis, line }) {
  await away(scene, 'it is stopped', () => redis.stop(), () => redis.start());
  await away(scene, 'it does not answer', () => redis.freeze(), () => redis.thaw());
  await away(scene, 'the network drops all', () => line.cut(), () => line.heal());
  await anew(scene, 'it was emptied', () => redis.empty());
  const next = await Redis.start(scene);
  await anew(scene, 'another one took its place', () => line.turnTo(next.port));
  await away(scene, 'that one is stopped', () => next.stop(), () => next.start());
  line.turnTo(redis.port);
}

/** Conversations that heard something, at one node or the other, and one that did not. */
async function talks({ targets, all }) {
  const heard = [];
  for (const at of [0, 1]) {
    const talk = new Conversation(targets);
    await eventually('a conversation begins', () => talk.begin(at));
    await eventually('something is heard', () => talk.read(1 - at));
    heard.push(talk);
  }
  const clean = new Conversation(targets);
  await eventually('a conversation begins', () => clean.begin(0));
  all.push(...heard, clean);
  return { heard, clean };
}

/** Of conversations, those that are let pay at a node. */
async function paid(talks) {
  const done = [];
  for (const talk of talks) {
    for (const at of [0, 1]) if (await talk.pay(at)) done.push(at);
  }
  return done;
}

async function away(scene, what, go, comeBack) {
  const { check, worker, targets } = scene;
  let talk;
  await check(`${what}: 503, and nothing goes through`, async () => {
    talk = await talks(scene);
    await go();
    const answers = await probes(targets, AT_EACH);
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [503]);
    assert.ok(answers.every(({ headers }) => headers['retry-after'] !== undefined));
    const ids = new Set(answers.map(({ id }) => id));
    assert.deepEqual(worker.executed().filter(({ id }) => ids.has(id)), []);
    scene.refused += answers.length;
    return `after ${Math.max(...answers.map(({ ms }) => ms))} ms`;
  });
  await check(`${what}, and is back: so is the service, and every label`, async () => {
    await comeBack();
    const began = Date.now();
    await eventually('both answer', () => bothAnswer(targets));
    const ms = Date.now() - began;
    assert.deepEqual(await paid(talk.heard), []);
    await freshPays(scene);
    return `after ${ms} ms`;
  });
}

/** What loses all that was known, at once: conversations are nobody's, new ones are as ever. */
async function anew(scene, what, happens) {
  await scene.check(`${what}: no conversation of before is clean, new ones are`, async () => {
    const { heard, clean } = await talks(scene);
    await happens();
    await eventually('both answer', () => bothAnswer(scene.targets));
    assert.deepEqual(await paid([...heard, clean]), []);
    await freshPays(scene);
  });
}

async function freshPays(scene) {
  const { clean } = await talks(scene);
  assert.equal(await clean.pay(1), true, 'a new conversation is not let pay');
}

/** How many were turned away, as a journal has it: the first of them one by one. */
async function refusals(node) {
  const records = await node.audit('--reason', 'state-unavailable');
  const more = records.map(({ fields }) => /^stands for (\d+) more/.exec(fields.detail)?.[1] ?? 0);
  return more.reduce((sum, many) => sum + Number(many), records.length);
}

async function bothAnswer(targets) {
  const answers = await probes(targets, 1);
  return answers.every(({ status }) => status === 200);
}

/** Calls at every node at once, none of them through a connection of before. */
async function probes(targets, ofEach) {
  const all = targets.flatMap((target) => Array.from({ length: ofEach }, () => probe(target)));
  return within(SLACK_MS, 'answers', Promise.all(all));
}

async function probe(target) {
  const caller = new Caller(target, 'modern');
  const id = freshId('probe');
  const began = Date.now();
  const { status, headers } = await caller.call('new__note', { id });
  await caller.close();
  return { id, status, headers, ms: Date.now() - began };
}

/** Conversations without end, each of which begins, hears something and then tries to pay. */
class Gossip {
  all = [];
  #going = true;
  #talking;

  constructor(targets) {
    this.#talking = Array.from({ length: GOSSIPS }, (_, i) => this.#talk(targets, i));
  }

  async #talk(targets, at) {
    while (this.#going) {
      const one = new Conversation(targets);
      this.all.push(one);
      if (await one.begin(at++ % 2)) {
        await one.read(at++ % 2);
        if (one.heard) for (const node of [0, 1]) await one.pay(node);
      }
      await one.close();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async stop() {
    this.#going = false;
    await Promise.all(this.#talking);
  }
}
