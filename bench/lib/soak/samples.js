// What the process takes, sampled: by the kernel's count, and by its JVM's after a full collection, so
// that garbage is no growth.
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../../../e2e/lib/programs.js';
import { vitals } from '../../../e2e/lib/vitals.js';

const JCMD = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/jcmd') : 'jcmd';

async function jcmd(pid, ...args) {
  const { status, stdout, stderr } = await runProgram([JCMD, `${pid}`, ...args]);
  assert.equal(status, 0, `jcmd ${args.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}

/** KiB of what is reachable. */
async function live(pid) {
  await jcmd(pid, 'GC.run');
  const heap = await jcmd(pid, 'GC.heap_info');
  const used = [...heap.matchAll(/total \d+K, used (\d+)K/g)];
  assert.ok(used.length > 0, heap);
  return used.reduce((sum, [, each]) => sum + Number(each), 0);
}

async function virtualThreads(pid, folder) {
  const file = join(folder, 'threads.txt');
  rmSync(file, { force: true });
  await jcmd(pid, 'Thread.dump_to_file', file);
  const threads = readFileSync(file, 'utf8').matchAll(/^#\d+ ".*" virtual/gm);
  return [...threads].length;
}

/** One sample of everything that may grow. */
export async function sample(pid, folder, exchanges) {
  const heap = await live(pid);
  const virtual = await virtualThreads(pid, folder);
  const { resident, threads, descriptors } = vitals(pid);
  return { at: Date.now(), exchanges, heap, resident, threads, virtual, descriptors };
}
