// What the process takes, sampled: by the kernel's count, and by its JVM's of what is reachable after a full
// collection, so that garbage is no growth. (A dump of its threads would count virtual ones as well, and crashes JDK
// 25.0.3 now and then while they come and go.)
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { runProgram } from '../../../e2e/lib/programs.js';
import { vitals } from '../../../e2e/lib/vitals.js';

const JCMD = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/jcmd') : 'jcmd';
const VIRTUAL = 'java.lang.VirtualThread';
const KIB = 1024;
const LARGEST = 40;

/** What a histogram of classes says: KiB of everything, and of each of the largest; how many virtual threads. */
export function counted(histogram) {
  const classes = [...histogram.matchAll(/^ *\d+: +(\d+) +(\d+) +(\S+)/gm)].map(([, instances, bytes, name]) => ({
    name,
    instances: Number(instances),
    kib: Math.round(Number(bytes) / KIB),
  }));
  const total = histogram.match(/^Total +\d+ +(\d+)/m);
  assert.ok(total && classes.length > 0, histogram);
  return {
    heap: Math.round(Number(total[1]) / KIB),
    virtual: classes.find(({ name }) => name === VIRTUAL)?.instances ?? 0,
    largest: Object.fromEntries(classes.slice(0, LARGEST).map(({ name, kib }) => [name, kib])),
  };
}

/** One sample of everything that may grow. */
export async function sample(pid, exchanges) {
  const { status, stdout, stderr } = await runProgram([JCMD, `${pid}`, 'GC.class_histogram']);
  assert.equal(status, 0, `jcmd GC.class_histogram: ${stderr}${stdout}`);
  return { at: Date.now(), exchanges, ...counted(stdout), ...vitals(pid) };
}
