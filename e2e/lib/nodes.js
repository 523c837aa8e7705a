// Several gateways that share what must last (PostgreSQL) and what must be known of the moment
// (Redis), and clients that go to whichever of them answers.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Caller } from './caller.js';
import { startDatabase } from './database.js';
import { Redis } from './redis.js';
import { Crowd, ERAS, settings, Worker } from './yard.js';

/** How fast nodes know of a key, a definition or a relation, as docs/guides/many-nodes.md has it. */
export const KNOWN_WITHIN_MS = 2000;
/** What a busy machine may add to any bound. */
export const SLACK_MS = 8000;

/** What nodes share: `{ database, redis, state }`, where `state` makes that part of a configuration. */
export async function shared(stage) {
  const database = await startDatabase();
  stage.atEnd(() => database.stop());
  const redis = await Redis.start(stage);
  const secret = file(stage, 'nodes', 'of all nodes, thirty-two bytes or more of it\n');
  const password = file(stage, 'password', 'which nobody asks for\n');
  /** By way of other ports than theirs, where a day has put something between. */
  const state = ({ hosts = [database.port], redisAt = redis.port } = {}) => ({
    secret,
    postgres: {
      url: `jdbc:postgresql://${hosts.map((port) => `127.0.0.1:${port}`).join(',')}/postgres`,
      user: database.user,
      password,
    },
    // More than by default: on a busy machine that would be an outage now and then.
    redis: { url: `redis://127.0.0.1:${redisAt}`, timeout: '1s' },
  });
  return { database, redis, state };
}

function file({ folder }, name, text) {
  const path = join(folder, name);
  writeFileSync(path, text, { mode: 0o600 });
  return `file:${path}`;
}

/** Two gateways over what they share, before the same servers; `more` is in both configurations. */
export async function twoNodes(stage, servers, more = {}) {
  const over = await shared(stage);
  const nodes = [];
  for (let i = 0; i < 2; i++) {
    nodes.push(await stage.operate(settings(servers, { state: over.state(), ...more })));
  }
  return { ...over, nodes };
}

/**
 * A worker, two nodes before it that `make` made of what they share, each with what belongs to it, and
 * clients of ann's that call at both from now on.
 */
export async function busyNodes(stage, make) {
  const worker = await Worker.start(stage, 'worker');
  const over = await shared(stage);
  const nodes = [];
  for (let i = 0; i < 2; i++) nodes.push(await make(over, worker));
  const gateways = nodes.map(({ gateway }) => gateway);
  const { key } = await gateways[0].createKey('ann', []);
  const crowd = new Crowd(roamers(gateways, { key }, 1), { every: 50 });
  return { worker, nodes, gateways, key, crowd };
}

/** A client that goes to another node when the one that it is at fails, with its session. */
export class Roamer extends Caller {
  #targets;
  #at;
  /** How many sessions it began. */
  begun = 0;
  /** How many calls were done after it took its session to another node. */
  carried = 0;
  #moved = false;

  constructor(targets, era, at = 0) {
    super(targets[at % targets.length], era);
    this.#targets = targets;
    this.#at = at;
  }

  async open() {
    this.#moved = false;
    const status = await super.open();
    if (status === 200) this.begun++;
    return status;
  }

  async call(...asked) {
    const answer = await super.call(...asked);
    if (this.#moved && answer.status === 200) this.carried++;
    return answer;
  }

  /** Goes on elsewhere; whether what it has is good there is for the node there to say. */
  survives() {
    this.turnTo(this.#targets[++this.#at % this.#targets.length]);
    this.#moved = true;
    return this.begun > 0;
  }
}

/** As many of each era at each node. */
export const roamers = (nodes, credential, ofEach) =>
  ERAS.flatMap((era) =>
    nodes.flatMap((_, at) =>
      Array.from(
        { length: ofEach },
        () =>
          new Roamer(
            nodes.map((node) => node.target(credential)),
            era,
            at,
          ),
      ),
    ),
  );

/** How long it takes until something holds, asked again and again; for bounds, and to be shown. */
export async function took(condition, patienceMs = KNOWN_WITHIN_MS + SLACK_MS) {
  const began = Date.now();
  while (!(await condition())) {
    if (Date.now() - began > patienceMs) throw new Error(`not in ${patienceMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return Date.now() - began;
}
