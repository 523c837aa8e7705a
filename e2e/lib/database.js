// A PostgreSQL server of our own: its data in a folder of its own, on loopback alone, run by a user
// without privileges and stopped by its process id.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from '../../conformance/lib/background.js';
import { freePort } from '../../conformance/lib/ports.js';
import { runProgram } from './programs.js';

const INSTALLED = '/usr/lib/postgresql';
/** The user that the package makes for it. */
const OWNER = 'postgres';
/** Ends without waiting for clients to leave. */
const FAST_STOP = 'SIGINT';
const QUICK = ['fsync=off', 'full_page_writes=off'].flatMap((setting) => ['-c', setting]);

/** Starts an empty database; gives `{ url, sql, stop }`. */
export async function startDatabase() {
  const folder = mkdtempSync(join(tmpdir(), 'e2e-postgres-'));
  if (process.getuid() === 0) chownSync(folder, ...ids(OWNER));
  const data = join(folder, 'data');
  await done([...unprivileged(), tool('initdb'), '-D', data, '-U', 'e2e', '--auth=trust', '-N']);
  const port = await freePort();
  const url = `postgres://e2e@127.0.0.1:${port}/postgres`;
  const where = ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', folder];
  const server = await start(
    'PostgreSQL',
    [...unprivileged(), tool('postgres'), ...where, ...QUICK],
    {
      log: join(folder, 'postgres.log'),
      cwd: folder,
      ready: async () => (await runProgram([tool('pg_isready'), '-q', '-d', url])).status === 0,
    },
  );
  return {
    url,
    sql: (statement) =>
      done([tool('psql'), '-qtA', '-v', 'ON_ERROR_STOP=1', '-d', url, '-c', statement]),
    stop: async () => {
      await server.stop(FAST_STOP);
      rmSync(folder, { recursive: true });
    },
  };
}

async function done(command) {
  const { status, stdout, stderr } = await runProgram(command, { cwd: '/' });
  assert.equal(status, 0, `${command.join(' ')}: ${stderr}`);
  return stdout.trim();
}

/** The newest one that is installed. */
function tool(name) {
  const [newest] = readdirSync(INSTALLED).sort((one, other) => Number(other) - Number(one));
  return join(INSTALLED, newest, 'bin', name);
}

/** PostgreSQL refuses to be run by root. */
const unprivileged = () =>
  process.getuid() === 0
    ? ['setpriv', `--reuid=${OWNER}`, `--regid=${OWNER}`, '--clear-groups', '--']
    : [];

const ids = (user) =>
  ['-u', '-g'].map((which) => Number(execFileSync('id', [which, user], { encoding: 'utf8' })));
