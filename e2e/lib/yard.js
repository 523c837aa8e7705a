// What every hard day begins with: servers that do as they are told, and a gateway before them.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { accepts, start } from '../../conformance/lib/background.js';
import { freePort } from '../../conformance/lib/ports.js';
import { Caller, isDone } from './caller.js';
import { executedIn } from './promises.js';

const WORKER = join(import.meta.dirname, '../doubles/worker.js');

/** How to start one as a program of the gateway's. */
export const workerCommand = (log) => [process.execPath, WORKER, log, '--stdio'];

/** A server over HTTP that writes down what it executes; it can die and come back. */
export class Worker {
  #name;
  #folder;
  #port;
  #tls;
  #program;

  /** @param tls files, as the options of Node's `https` server name them */
  static async start(stage, name, tls) {
    const worker = new Worker(name, stage.folder, await freePort(), tls);
    await worker.start();
    stage.atEnd(() => worker.stop());
    return worker;
  }

  constructor(name, folder, port, tls) {
    this.#name = name;
    this.#folder = folder;
    this.#port = port;
    this.#tls = tls;
  }

  get log() {
    return join(this.#folder, `${this.#name}.jsonl`);
  }

  executed() {
    return executedIn(this.log);
  }

  runs() {
    return this.#program?.runs() ?? false;
  }

  async start() {
    const tls = this.#tls === undefined ? [] : [JSON.stringify(this.#tls)];
    this.#program = await start(
      this.#name,
      [process.execPath, WORKER, this.log, `${this.#port}`, ...tls],
      {
        log: join(this.#folder, `${this.#name}.log`),
        cwd: this.#folder,
        ready: accepts(this.#port),
      },
    );
  }

  /** Has it read its certificate anew. */
  renew() {
    process.kill(this.#program.pid, 'SIGHUP');
  }

  async stop() {
    await this.#program?.stop();
    this.#program = undefined;
  }

  /** How a configuration names it, in both eras. */
  settings(more = {}) {
    const at = `${this.#tls === undefined ? 'http' : 'https'}://127.0.0.1:${this.#port}`;
    return {
      new: { url: `${at}/modern`, era: 'modern', ...more },
      old: { url: `${at}/legacy`, era: 'legacy', ...more },
    };
  }
}

/** A configuration that lets everything pass, writes down all of it, and limits nobody yet. */
export const settings = (servers, more = {}) => ({
  servers,
  policy: { allow: [{ name: 'all', tools: ['*'] }] },
  pinning: { 'first-seen': 'approve' },
  audit: { values: 'full' },
  limits: { 'requests-per-minute': 1000000, concurrent: 10000, sessions: 1000, streams: 1000 },
  ...more,
});

/** Whoever comes is one principal; for days that are about something else. */
export const ANYBODY = { authentication: { 'insecure-anonymous': { principal: 'anybody' } } };

/** The server that goes with an era, so that both are met on either side. */
export const SERVERS = ['new', 'old'];
export const ERAS = ['modern', 'legacy'];

let count = 0;

/** An id that no call had before. */
export const freshId = (name = 'call') => `${name}-${process.pid}-${++count}`;

/**
 * Clients that call for as long as they are told to, each a call after the other and each call once:
 * one that fails is not tried again, another is made a moment later.
 */
export class Crowd {
  sent = [];
  done = [];
  refused = [];
  failed = [];
  #going = true;
  #clients;

  /** @param tool what they call, as `new` or `old` has it */
  constructor(callers, { tool = () => 'note', args = () => ({}), every = 0 } = {}) {
    this.#clients = callers.map((caller, i) => this.#work(caller, i, { tool, args, every }));
  }

  async #work(caller, number, { tool, args, every }) {
    let isOpen = false;
    for (let i = number; this.#going; i++) {
      const id = freshId(caller.era);
      try {
        isOpen ||= (await caller.open()) === 200;
        if (!isOpen) throw new Error('no session');
        this.sent.push(id);
        const answer = await caller.call(`${SERVERS[i % 2]}__${tool(i)}`, { id, ...args(i) });
        if (isDone(answer)) {
          this.done.push(id);
        } else {
          this.refused.push({ id, status: answer.status, answer: answer.message ?? answer.body });
          isOpen = !caller.lost;
          await pause(20);
        }
      } catch (error) {
        this.failed.push({ id, why: error.message });
        isOpen = caller.survives() && isOpen;
        await pause(50);
      }
      if (every > 0) await pause(every);
    }
    await caller.close().catch(() => {});
  }

  async stop() {
    this.#going = false;
    await Promise.all(this.#clients);
  }
}

/** As many callers of each era, on a target. */
export const callers = (target, ofEach, options) =>
  ERAS.flatMap((era) => Array.from({ length: ofEach }, () => new Caller(target, era, options)));

/** Gives up on what does not come: a promise that hangs would hang the day. */
export async function within(ms, what, promise) {
  const over = new AbortController();
  const late = pause(ms, undefined, { signal: over.signal }).then(() => {
    throw new Error(`not in ${ms} ms: ${what}`);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    over.abort();
    late.catch(() => {});
  }
}
