// Runs the official suite as a program of its own and reads back what it found.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { OLDER } from './legs.js';
import { readResults, requirements } from './results.js';

const HERE = join(import.meta.dirname, '..');
const SUITE = join(HERE, 'node_modules/@modelcontextprotocol/conformance/dist/index.js');
const CLIENT = join(HERE, 'client/main.js');
const CLIENT_MS = '60000';

/** Runs the server side of a revision against `url`. */
export async function runServerSuite(url, revision, folder) {
  const selection =
    revision === OLDER
      ? ['--suite', 'all', '--spec-version', revision]
      : ['--requirements', revision];
  await suite(['server', '--url', url, ...selection, '-o', folder], folder);
  return readResults(folder);
}

/** Runs the client side of a revision, one scenario after the other, against our own client. */
export async function runClientSuite(leg, through, folder) {
  for (const scenario of clientScenarios(leg).all) {
    const command = [process.execPath, CLIENT, ...(through ? ['--through'] : [])].join(' ');
    await suite(
      [
        'client',
        '--command',
        command,
        '--scenario',
        scenario,
        '--spec-version',
        leg.revision,
      ].concat(force(leg), ['--timeout', CLIENT_MS, '-o', folder]),
      folder,
      { CONFORMANCE_CLIENT_REVISION: leg.client, CONFORMANCE_FOLDER: folder },
    );
  }
  return readResults(folder);
}

/** Scenarios of extensions belong to no revision; the suite runs them only where it has to. */
const force = ({ scenarios }) => (scenarios ? ['--force'] : []);

/**
 * The scenarios of the client side, where a leg does not name its own. Those with an authorization server are run where both sides are
 * of the suite's revision: nothing in them depends on the era.
 */
export function clientScenarios({ revision, client, scenarios }) {
  if (scenarios) return { scored: scenarios, all: scenarios };
  const { scored, unscored } = requirements(revision, 'client');
  const asked = client === revision ? scored : scored.filter((name) => !name.startsWith('auth/'));
  return { scored: asked, all: [...asked, ...unscored] };
}

/** The scenarios of the server side; the oldest revision has no frozen set, so all of its run count. */
export function serverScenarios(revision, results) {
  if (revision === OLDER) return { scored: [...results.keys()], all: [...results.keys()] };
  const { scored, unscored } = requirements(revision, 'server');
  return { scored, all: [...scored, ...unscored] };
}

/** The suite's exit status says nothing that its results do not say; the results are judged. */
function suite(args, folder, env = {}) {
  mkdirSync(folder, { recursive: true });
  const log = openSync(join(folder, 'suite.log'), 'a');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [SUITE, ...args], {
      stdio: ['ignore', log, log],
      env: { ...process.env, ...env },
    });
    child.once('error', reject);
    child.once('exit', () => resolve());
  }).finally(() => closeSync(log));
}
