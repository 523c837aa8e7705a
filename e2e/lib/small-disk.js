// A disk of a few MiB that can be filled and emptied. It is a file system of its own where this may be
// mounted; elsewhere the gateway's files may grow no further, which needs no right at all.
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './programs.js';

const MIB = 1024 * 1024;

export async function smallDisk(stage, megabytes) {
  const folder = join(stage.folder, 'disk');
  mkdirSync(folder, { mode: 0o700 });
  const size = `size=${megabytes}m,mode=0700`;
  const { status } = await runProgram(['mount', '-t', 'tmpfs', '-o', size, 'portreeve', folder]);
  if (status !== 0) return new LimitedFiles(folder);
  stage.atEnd(() => runProgram(['umount', '-l', folder]));
  chmodSync(folder, 0o700);
  return new Mounted(folder);
}

class Mounted {
  kind = 'a disk of its own';
  words = /no space is left on the disk/;

  constructor(folder) {
    this.folder = folder;
  }

  get #ballast() {
    return join(this.folder, 'ballast');
  }

  async fill() {
    for (const part of [MIB, 4096, 1]) this.#append(part);
  }

  #append(part) {
    try {
      for (;;) writeFileSync(this.#ballast, Buffer.alloc(part), { flag: 'a' });
    } catch (full) {
      if (full.code !== 'ENOSPC') throw full;
    }
  }

  async empty() {
    rmSync(this.#ballast);
  }
}

class LimitedFiles {
  kind = 'files that may not grow';
  words = /audit/;

  constructor(folder) {
    this.folder = folder;
  }

  async fill({ pid }) {
    await runProgram(['prlimit', '--pid', `${pid}`, '--fsize=1:']);
  }

  async empty({ pid }) {
    await runProgram(['prlimit', '--pid', `${pid}`, '--fsize=unlimited:']);
  }
}
