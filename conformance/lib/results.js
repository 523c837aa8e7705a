// Reads what the suite wrote: one folder per scenario, with the checks it made.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const SUITE = join(import.meta.dirname, '../node_modules/@modelcontextprotocol/conformance');
const RESULT_FOLDER = /^(?:server-)?(.+)-\d{4}-\d{2}-\d{2}T[\d-]+Z$/;

/** The checks of every scenario under `folder`, by scenario. */
export function readResults(folder) {
  const results = new Map();
  for (const [name, path] of folders(folder)) {
    const scenario = RESULT_FOLDER.exec(name)?.[1];
    const file = join(path, 'checks.json');
    if (scenario !== undefined && existsSync(file)) {
      results.set(scenario, JSON.parse(readFileSync(file, 'utf8')));
    }
  }
  return results;
}

/** Names of scenarios may have a slash, and then lie one folder deeper. */
function folders(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => [
      [name, join(folder, name)],
      ...readdirSync(join(folder, name), { withFileTypes: true })
        .filter((inner) => inner.isDirectory())
        .map((inner) => [`${name}/${inner.name}`, join(folder, name, inner.name)]),
    ]);
}

/** The scenarios that a revision requires of one side, and those that it runs without scoring. */
export function requirements(revision, side) {
  const set = parse(readFileSync(join(SUITE, 'requirements', `${revision}.yaml`), 'utf8'));
  const unscored = set.not_scored.filter(
    ({ leg, reason }) => leg === side && reason !== 'extension',
  );
  return { scored: set[side], unscored: unscored.map(({ scenario }) => scenario) };
}

/** How often each check succeeded, failed or warned: `{ id: { SUCCESS, FAILURE, WARNING } }`. */
export function tally(checks = []) {
  const counts = {};
  for (const { id, status } of checks) {
    counts[id] ??= { SUCCESS: 0, FAILURE: 0, WARNING: 0, messages: [] };
    if (status in counts[id]) counts[id][status]++;
  }
  for (const { id, status, errorMessage } of checks) {
    if (status !== 'SUCCESS' && errorMessage) counts[id].messages.push(errorMessage);
  }
  return counts;
}

export const count = (checks, status) => checks.filter((check) => check.status === status).length;

/** A scenario passes if something was checked and nothing failed. */
export const passes = (checks = []) =>
  count(checks, 'FAILURE') === 0 && count(checks, 'SUCCESS') > 0;
