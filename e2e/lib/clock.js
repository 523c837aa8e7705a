// A clock that one program believes and that can be set while it runs.
import assert from 'node:assert/strict';
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './programs.js';

const SOURCE = join(import.meta.dirname, '../doubles/clock.c');

export class Clock {
  #offset;
  #library;

  static async make(folder) {
    const clock = new Clock(folder);
    const { status, stderr } = await runProgram([
      process.env.CC ?? 'cc',
      '-shared',
      '-fPIC',
      '-O2',
      '-o',
      clock.#library,
      SOURCE,
    ]);
    assert.equal(status, 0, stderr);
    clock.set(0);
    return clock;
  }

  constructor(folder) {
    this.#offset = join(folder, 'clock-offset');
    this.#library = join(folder, 'clock.so');
  }

  /** What a program needs in its environment to believe it. */
  get env() {
    return { CLOCK_OFFSET: this.#offset, LD_PRELOAD: this.#library };
  }

  /** From now on it is so many seconds ahead of the system's clock, or behind it. */
  set(seconds) {
    const eight = Buffer.alloc(8);
    eight.writeBigInt64LE(BigInt(seconds));
    const file = openSync(this.#offset, constants.O_WRONLY | constants.O_CREAT, 0o600); // it is mapped: never cut
    try {
      writeSync(file, eight, 0, eight.length, 0);
    } finally {
      closeSync(file);
    }
  }
}
