// Somebody who knows nothing types what the guides say, line by line, and sees what they show.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accepts, start } from '../../conformance/lib/background.js';
import { gatewayCommand } from '../../conformance/lib/gateway.js';
import { freePort } from '../../conformance/lib/ports.js';
import { startDatabase } from '../lib/database.js';
import { blocks, Follower } from '../lib/guide.js';
import { jdk } from '../lib/jdk.js';
import { administrator, commands, startKeycloak } from '../lib/keycloak.js';

const ROOT = join(import.meta.dirname, '../..');
const GUIDES = join(ROOT, 'docs/guides');
/** Where the launcher's build has put what a release has. */
const BUILT = join(ROOT, 'dist/target/run/portreeve');

export const guides = {
  name: 'guides',
  /** Those that are named, or all of them. */
  async play(stage, names = readdirSync(GUIDES).sort()) {
    const path = programs(stage.folder);
    for (const name of names) await follow(stage, name, path);
  },
};

/** A directory with the commands by the names that the guides call them. */
function programs(folder) {
  const path = join(folder, 'bin');
  mkdirSync(path);
  const called = {
    portreeve: gatewayCommand(),
    java: [join(jdk(), 'bin/java')],
    'kcadm.sh': ['env', `JAVA_HOME=${jdk()}`, join(commands, 'kcadm.sh')],
  };
  for (const [name, words] of Object.entries(called)) {
    const command = words.map((word) => `'${word}'`).join(' ');
    writeFileSync(join(path, name), `#!/bin/sh\nexec ${command} "$@"\n`, { mode: 0o755 });
  }
  return path;
}

/** What a reader of a guide has of his own. */
const GIVEN = {
  'java.md': async () => ({ '/opt/portreeve': existsSync(BUILT) ? BUILT : join(ROOT, 'dist/target/portreeve') }),
  'many-nodes.md': async (stage) => {
    const database = await startDatabase();
    stage.atEnd(() => database.stop());
    const port = await freePort();
    const server = await start('the demo', [...gatewayCommand(), 'demo', '--port', String(port)], {
      log: join(stage.folder, 'demo.log'),
      ready: accepts(port),
    });
    stage.atEnd(() => server.stop());
    return givenDatabase(database, `http://127.0.0.1:${port}/mcp`);
  },
  'oidc.md': async (stage) => {
    const keycloak = await startKeycloak();
    stage.atEnd(() => keycloak.stop());
    return { 'http://127.0.0.1:8080': keycloak.url, '--password admin': `--password ${administrator.password}` };
  },
};

/** A database of one's own on this machine, which has no certificate. */
const givenDatabase = ({ port, user }, server) => ({
  'http://127.0.0.1:3001/mcp': server,
  '-h db.example.com -U postgres': `-h 127.0.0.1 -p ${port} -U ${user} -d postgres`,
  'db.example.com/': `127.0.0.1:${port}/`,
  '    ca: file:/etc/portreeve/db-ca.pem\n': '',
  '/run/secrets': './secrets',
});

async function follow(stage, name, path) {
  const directory = mkdtempSync(join(stage.folder, 'guide-'));
  const follower = new Follower(directory, path, await GIVEN[name]?.(stage));
  stage.atEnd(() => follower.close());
  for (const block of blocks(join(GUIDES, name)).filter(({ words }) => words.length > 0)) {
    await stage.check(`${name}, line ${block.line}`, () => follower.follow(block));
  }
  await follower.close();
}
