// A Redis server of our own, on loopback alone and with nothing on disk. It can be stopped, held still,
// emptied, and started again, then as an empty one.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { start } from '../../conformance/lib/background.js';
import { freePort } from '../../conformance/lib/ports.js';
import { eventually } from './got.js';
import { runProgram } from './programs.js';
import { isStopped } from './vitals.js';

const UNSAVED = ['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'];

export class Redis {
  #folder;
  #port;
  #program;

  static async start(stage) {
    const redis = new Redis(stage.folder, await freePort());
    await redis.start();
    stage.atEnd(() => redis.stop());
    return redis;
  }

  constructor(folder, port) {
    this.#folder = folder;
    this.#port = port;
  }

  get port() {
    return this.#port;
  }

  /** Runs, on the same port as before and with nothing in it. */
  async start() {
    this.#program = await start(
      'Redis',
      ['redis-server', '--port', `${this.#port}`, '--bind', '127.0.0.1', ...UNSAVED],
      {
        log: join(this.#folder, 'redis.log'),
        cwd: this.#folder,
        ready: async () => (await this.#ask('PING')).stdout.trim() === 'PONG',
      },
    );
  }

  #ask(...words) {
    return runProgram(['redis-cli', '-h', '127.0.0.1', '-p', `${this.#port}`, ...words]);
  }

  async empty() {
    const { stdout } = await this.#ask('FLUSHALL');
    assert.equal(stdout.trim(), 'OK');
  }

  /** Is there, and does nothing: connections stay, and nobody is answered. */
  async freeze() {
    this.#program.killGroup('SIGSTOP');
    await eventually('Redis stands still', async () => isStopped(this.#program.pid));
  }

  /** Goes on. */
  thaw() {
    this.#program.killGroup('SIGCONT');
  }

  async stop() {
    this.#program?.killGroup('SIGCONT');
    await this.#program?.stop('SIGKILL');
    this.#program = undefined;
  }
}
