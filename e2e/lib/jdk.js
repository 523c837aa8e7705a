// A JDK of this machine, found as the launcher finds one.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A JDK of the version that we need, for it runs on that one too. */
export function jdk() {
  const places = [process.env.JAVA_HOME ?? ''];
  for (const root of ['/usr/lib/jvm', '/usr/java', '/opt/java']) {
    if (existsSync(root)) places.push(...readdirSync(root).map((name) => join(root, name)));
  }
  const isNew = (home) =>
    existsSync(join(home, 'release')) &&
    /^JAVA_VERSION="(2[5-9]|[3-9]\d)/m.test(readFileSync(join(home, 'release'), 'utf8'));
  const home = places.find(isNew);
  assert.ok(home, 'no JDK 25 or newer found');
  return home;
}
