// A Java client: it is given the target and the script as JSON, and prints the results as JSON.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../lib/programs.js';

const TARGET = join(import.meta.dirname, '../java-clients/target');
const CLASSPATH = [join(TARGET, 'classes'), join(TARGET, 'lib/*')].join(':');

export async function runJava(main, target, script, folder) {
  const task = join(folder, 'task.json');
  writeFileSync(task, JSON.stringify({ target, script }));
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/java') : 'java';
  const { status, stdout, stderr } = await runProgram([
    java,
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    ...stores(target),
    '-cp',
    CLASSPATH,
    `io.portreeve.e2e.${main}`,
    task,
  ]);
  if (status !== 0) throw new Error(`${main} ended with ${status}\n${stderr}`);
  return JSON.parse(stdout);
}

/** The JVM's own way to say which certificate is shown and which authority is believed. */
function stores({ tls }) {
  if (tls === undefined) return [];
  const property = (name, value) => `-Djavax.net.ssl.${name}=${value}`;
  const trust = [property('trustStore', tls.trust), property('trustStorePassword', tls.password)];
  return tls.store === undefined
    ? trust
    : [...trust, property('keyStore', tls.store), property('keyStorePassword', tls.password)];
}
