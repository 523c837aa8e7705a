// A PostgreSQL server of our own: its data in a folder of its own, on loopback alone, run by a user
// without privileges and stopped by its process id. It can be stopped, held still and started again.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from '../../conformance/lib/background.js';
import { freePort } from '../../conformance/lib/ports.js';
import { eventually } from './got.js';
import { runProgram } from './programs.js';
import { isStopped } from './vitals.js';

const INSTALLED = '/usr/lib/postgresql';
/** The user that the package makes for it. */
const OWNER = 'postgres';
const USER = 'e2e';
/** Ends without waiting for clients to leave. */
const FAST_STOP = 'SIGINT';
/** Ends at once, and recovers when it starts again. */
const CRASH = 'SIGQUIT';
const QUICK = [
  ...['fsync=off', 'full_page_writes=off'],
  // A standby looks for its server again at once.
  'wal_retrieve_retry_interval=100ms',
].flatMap((setting) => ['-c', setting]);

/** Starts an empty database; gives `{ url, sql, stop }`, and what else a server can do. */
export async function startDatabase() {
  const database = new Database(await freePort());
  await database.make('initdb', '-U', USER, '--auth=trust', '-N');
  await database.start();
  return database;
}

class Database {
  #folder = mkdtempSync(join(tmpdir(), 'e2e-postgres-'));
  #port;
  #program;

  constructor(port) {
    this.#port = port;
    if (process.getuid() === 0) chownSync(this.#folder, ...ids(OWNER));
  }

  get user() {
    return USER;
  }

  get port() {
    return this.#port;
  }

  get url() {
    return `postgres://${USER}@127.0.0.1:${this.#port}/postgres`;
  }

  get #data() {
    return join(this.#folder, 'data');
  }

  /** Has a tool make the data. */
  make(name, ...options) {
    return done([...unprivileged(), tool(name), '-D', this.#data, ...options]);
  }

  async start() {
    const where = ['-h', '127.0.0.1', '-p', String(this.#port), '-k', this.#folder];
    this.#program = await start(
      'PostgreSQL',
      [...unprivileged(), tool('postgres'), '-D', this.#data, ...where, ...QUICK],
      {
        log: join(this.#folder, 'postgres.log'),
        cwd: this.#folder,
        ready: async () =>
          (await runProgram([tool('pg_isready'), '-q', '-d', this.url])).status === 0,
      },
    );
  }

  sql = (statement) =>
    done([tool('psql'), '-qtA', '-v', 'ON_ERROR_STOP=1', '-d', this.url, '-c', statement]);

  /** Ends it in the middle of whatever it does; what it had committed is there when it starts again. */
  async crash() {
    await this.#program?.stop(CRASH);
    this.#program = undefined;
  }

  /** Is there, and does nothing: connections stay, new ones are taken by the kernel alone. */
  async freeze() {
    const all = this.#signal('SIGSTOP');
    await eventually('PostgreSQL stands still', async () => all.every(isStopped));
  }

  /** Goes on. */
  thaw() {
    this.#signal('SIGCONT');
  }

  /** Each of its processes has a group of its own. Those of connections may end meanwhile. */
  #signal(name) {
    const { pid } = this.#program;
    return [pid, ...childrenOf(pid)].filter((one) => isSent(one, name));
  }

  /** Another server that repeats what this one does, and may take its place; not started yet. */
  async standby() {
    const other = new Database(await freePort());
    await done([
      ...[...unprivileged(), tool('pg_basebackup'), '-D', other.#data],
      ...['-d', this.url, '-R', '-c', 'fast', '-X', 'stream', '-N'],
    ]);
    return other;
  }

  /** Takes writes from now on. */
  async promote() {
    await this.make('pg_ctl', '-w', 'promote');
  }

  /** Commits only what a standby has, too: what is lost otherwise when it takes over. */
  async commitOnBoth() {
    appendFileSync(join(this.#data, 'postgresql.auto.conf'), "synchronous_standby_names = '*'\n");
    await this.sql('SELECT pg_reload_conf()');
  }

  /** Whether a standby has what is committed here. */
  async isFollowed() {
    const followers = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'";
    return (await this.sql(followers)) === '1';
  }

  async stop() {
    if (this.#program !== undefined) this.thaw();
    await this.#program?.stop(FAST_STOP);
    this.#program = undefined;
    rmSync(this.#folder, { recursive: true });
  }
}

function isSent(pid, signal) {
  try {
    return process.kill(pid, signal);
  } catch (gone) {
    if (gone.code !== 'ESRCH') throw gone;
    return false;
  }
}

function childrenOf(pid) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === pid)
    .map(Number);
}

/** Of a process that may have ended meanwhile. */
function parentOf(pid) {
  try {
    const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return Number(parent);
  } catch {
    return undefined;
  }
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
