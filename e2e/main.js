// Runs every case: a real client does real work on a real server, first by itself, then through the
// gateway. Both have to end in the same results and in the same effect on disk. Then it plays the
// scenarios, in which the gateway has something to refuse.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { optionsOf } from '../conformance/lib/options.js';
import { table } from '../conformance/lib/table.js';
import { GROUPS } from './lib/cases.js';
import { faultOf, neutralised } from './lib/compare.js';
import { play } from './lib/scenarios.js';
import { openDirectly, openThroughGateway } from './lib/settings.js';
import { SCENARIOS } from './scenarios/all.js';

const COLUMNS = [
  ['case', (row) => row.name],
  ['steps', (row) => `${row.steps}`],
  ['direct', (row) => row.direct],
  ['through', (row) => row.through],
  ['verdict', (row) => (row.ok ? 'ok' : 'FAULT')],
];
const options = optionsOf('e2e/run', {
  direct: { type: 'boolean', default: false },
  only: { type: 'string', default: '' },
  keep: { type: 'boolean', default: false },
});
const work = mkdtempSync(join(tmpdir(), 'e2e-'));
const rows = [];
const faults = [];

await main();

async function main() {
  for (const group of GROUPS) {
    const wanted = group.clients.filter((client) => caseName(group, client).includes(options.only));
    if (wanted.length > 0) await runGroup(group, wanted);
  }
  const wanted = options.direct ? [] : SCENARIOS.filter(({ name }) => name.includes(options.only));
  for (const scenario of wanted) await tell(scenario);
  conclude();
}

async function tell(scenario) {
  progress(scenario.name);
  for (const { name, ms, error, log } of await play(scenario, mkdtempSync(join(work, 'scene-')))) {
    if (error !== undefined) faults.push(`${name}\n${error.stack}\n${log}`);
    const through = error === undefined ? `${ms} ms` : 'failed';
    rows.push({ name, steps: '', direct: '', through, ok: error === undefined });
  }
}

function caseName({ server, entry }, client) {
  return `${server.name}${entry === undefined ? '' : `, entered over ${entry}`}: ${client.name}`;
}

/** The table comes when all is played; until then, what is being played. */
function progress(what) {
  console.error(`${Math.round(process.uptime())} s: ${what} ...`);
}

async function runGroup(group, clients) {
  progress(caseName(group, clients[0]) + (clients.length > 1 ? ` and ${clients.length - 1} more` : ''));
  const references = [...new Set(clients.map((client) => client.reference(group.server)))];
  const direct = await inSetting(openDirectly, group, references);
  const through = options.direct ? undefined : await inSetting(openThroughGateway, group, clients);
  for (const client of clients) {
    const reference = direct.get(client.reference(group.server));
    report(caseName(group, client), reference, through?.get(client));
  }
}

/** What each client got in one setting. */
async function inSetting(open, group, clients) {
  const outcomes = new Map();
  let setting;
  try {
    setting = await open(group, mkdtempSync(join(work, 'setting-')));
    for (const client of clients) outcomes.set(client, await perform(setting, group, client));
  } catch (error) {
    for (const client of clients) outcomes.set(client, { error, log: '', ms: 0 });
  } finally {
    await setting?.close();
  }
  return outcomes;
}

async function perform({ world, run, output }, { server }, client) {
  const label = client.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const roots = server.roots?.(world);
  const folder = mkdtempSync(join(work, 'client-'));
  const script = client.select([
    ...server.script(world, label),
    ...(client.interactive ? (server.interactive ?? []) : []),
  ]);
  const began = Date.now();
  try {
    const raw = await run(client, roots === undefined ? {} : { roots }, script, folder, label);
    await server.verify?.(world, label);
    return { script, results: neutralised(raw, { world, label, server }), ms: Date.now() - began };
  } catch (error) {
    return { error, log: output(), ms: Date.now() - began };
  }
}

function report(name, direct, through) {
  const fault = faultOf(direct, through);
  if (fault !== undefined) faults.push(`${name}\n${fault}`);
  rows.push({
    name,
    steps: direct.script?.length ?? 0,
    direct: verdict(direct),
    through: verdict(through),
    ok: fault === undefined,
  });
}

function verdict(outcome) {
  if (outcome === undefined) return '';
  return outcome.error === undefined ? `${outcome.ms} ms` : 'failed';
}

function conclude() {
  console.log(table(COLUMNS, rows));
  if (rows.length === 0) faults.push(`no case is named ${options.only}`);
  for (const fault of faults) console.log(`\n- ${fault}`);
  const failed = rows.filter(({ ok }) => !ok).length;
  const logs = faults.length > 0 ? `; logs in ${work}` : '';
  console.log(`\ne2e: ${rows.length - failed} passed, ${failed} failed${logs}`);
  if (faults.length > 0) process.exitCode = 1;
  else if (!options.keep) rmSync(work, { recursive: true });
}
