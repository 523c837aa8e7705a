// Programs that run beside the suite: each in a process group of its own, its output in a file,
// and none left behind, however the suite ends.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 50;
const STOP_MS = 5000;
const running = new Set();

process.on('exit', () => {
  for (const program of running) program.killGroup('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

/** Starts a program and returns once `ready()` answers true. */
export async function start(name, [command, ...args], { log, cwd, env, ready, readyMs = 30000 }) {
  const program = new Background(name, spawnLogged(command, args, { log, cwd, env }), log);
  running.add(program);
  try {
    await program.becomes(ready, readyMs);
  } catch (error) {
    await program.stop();
    throw error;
  }
  return program;
}

function spawnLogged(command, args, { log, cwd, env }) {
  const out = openSync(log, 'a');
  try {
    return spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', out, out],
      detached: true,
    });
  } finally {
    closeSync(out);
  }
}

class Background {
  #name;
  #child;
  #log;
  #ended;

  constructor(name, child, log) {
    this.#name = name;
    this.#child = child;
    this.#log = log;
    this.#ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve(`ended with ${signal ?? code}`));
      child.once('error', (error) => resolve(error.message));
    });
  }

  async becomes(ready, withinMs) {
    const deadline = Date.now() + withinMs;
    for (;;) {
      if (await ready()) return;
      const ended = await Promise.race([this.#ended, pause(POLL_MS)]);
      if (ended !== undefined) throw new Error(`${this.#name} ${ended}\n${this.output()}`);
      if (Date.now() > deadline)
        throw new Error(`${this.#name} is not ready after ${withinMs} ms\n${this.output()}`);
    }
  }

  get pid() {
    return this.#child.pid;
  }

  runs() {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  output() {
    return readFileSync(this.#log, 'utf8');
  }

  async stop(signal = 'SIGTERM') {
    this.killGroup(signal);
    const ended = await Promise.race([this.#ended, pause(STOP_MS, undefined, { ref: false })]);
    if (ended === undefined) {
      this.killGroup('SIGKILL');
      await this.#ended;
    }
    // What the program itself started may outlive it; the group is still addressable.
    this.killGroup('SIGKILL');
    running.delete(this);
  }

  killGroup(signal) {
    try {
      process.kill(-this.#child.pid, signal);
    } catch {
      // The group is gone, or was never started.
    }
  }
}

/** True as soon as something accepts connections at `port` on loopback. */
export function accepts(port) {
  return () =>
    new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
}
