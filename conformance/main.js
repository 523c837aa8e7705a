// Runs every leg, judges it against the direct run, prints one table, and says what is wrong.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accepts, start } from './lib/background.js';
import { startGateway } from './lib/gateway.js';
import { figures, judge } from './lib/judge.js';
import { CLIENT_LEGS, NEW, OLD, OLDER, SERVER_LEGS, expectedFailures } from './lib/legs.js';
import { freePort } from './lib/ports.js';
import { clientScenarios, runClientSuite, runServerSuite, serverScenarios } from './lib/suite.js';
import { optionsOf } from './lib/options.js';
import { table } from './lib/table.js';

const FIXTURE = join(import.meta.dirname, 'fixture/main.js');
/** The scenarios of each revision that the fixture has to pass directly: all that are scored. */
const DIRECT = { [NEW]: 37, [OLD]: 30, [OLDER]: 27 };

const COLUMNS = [
  ['leg', (row) => row.leg],
  ['scenarios', (row) => `${row.passed}/${row.scenarios}`],
  ['checks', (row) => `${row.checks}`],
  ['failed', (row) => `${row.failures}`],
  ['expected', (row) => `${row.expected}`],
  ['verdict', (row) => (row.faults ? `${row.faults} FAULTS` : 'ok')],
];

const options = optionsOf('conformance/run', {
  direct: { type: 'boolean', default: false },
  only: { type: 'string', default: '' },
  keep: { type: 'boolean', default: false },
});
const work = mkdtempSync(join(tmpdir(), 'conformance-'));
const rows = [];
const faults = [];

const direct = {};
for (const revision of [NEW, OLD, OLDER]) {
  if (serverLegs().some((leg) => leg.revision === revision)) await runServerDirectly(revision);
}
if (!options.direct) for (const group of SERVER_LEGS) await runServerGroup(group);

const directClient = new Map();
for (const leg of CLIENT_LEGS.filter(isDirect)) {
  if (CLIENT_LEGS.filter(selected).some((other) => basis(other) === leg))
    await runClientDirectly(leg);
}
if (!options.direct) for (const leg of CLIENT_LEGS.filter(selected)) await runClientLeg(leg);

conclude();

function selected({ name }) {
  return name.includes(options.only);
}

function serverLegs() {
  return SERVER_LEGS.flatMap(({ legs }) => legs).filter(selected);
}

async function startFixture(era) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/mcp`;
  const program = await start(
    `the ${era} fixture`,
    [process.execPath, FIXTURE, '--port', String(port), '--era', era],
    { log: join(work, `fixture-${era}-${port}.log`), ready: accepts(port) },
  );
  return { url, stop: () => program.stop() };
}

async function runServerDirectly(revision) {
  const fixture = await startFixture('dual');
  try {
    direct[revision] = await runServerSuite(
      fixture.url,
      revision,
      join(work, `direct-${revision}`),
    );
  } finally {
    await fixture.stop();
  }
  const { scored } = serverScenarios(revision, direct[revision]);
  reportDirect(`direct, ${revision} client`, direct[revision], scored, DIRECT[revision]);
}

/** Legs that need no gateway: client and suite speak the same. */
function isDirect({ revision, client }) {
  return revision === client;
}

/** The leg whose direct run says what is to be expected of another one. */
function basis({ revision, scenarios }) {
  return CLIENT_LEGS.filter(isDirect).find(
    (leg) => leg.revision === revision && leg.scenarios === scenarios,
  );
}

async function runClientDirectly(leg) {
  const name = `direct, ${leg.name.replace(/,.*/, '')}`;
  const results = await runClientSuite(leg, false, join(work, slug(name)));
  directClient.set(leg, results);
  reportDirect(name, results, clientScenarios(leg).scored, leg.atLeast);
}

/** The fixture and our client have to be beyond doubt before the gateway is judged by them. */
function reportDirect(leg, results, scored, required) {
  const found = figures(results, scored);
  const complete = found.passed === required && found.scenarios === required && required > 0;
  if (!complete) faults.push(`${leg}: ${found.passed} of ${required} scenarios pass`);
  rows.push({ leg, ...found, expected: 0, faults: complete ? 0 : 1 });
}

async function runServerGroup({ fixture: era, legs }) {
  const wanted = legs.filter(selected);
  if (wanted.length === 0) return;
  const fixture = await startFixture(era);
  let gateway;
  try {
    gateway = await startGateway(fixture.url, { folder: mkdtempSync(join(work, 'gateway-')) });
    for (const leg of wanted) {
      const through = await runServerSuite(gateway.url, leg.revision, join(work, slug(leg.name)));
      report(
        leg,
        direct[leg.revision],
        through,
        serverScenarios(leg.revision, direct[leg.revision]),
      );
      if (!gateway.runs()) throw new Error(`the gateway stopped by itself\n${gateway.output()}`);
    }
  } catch (error) {
    faults.push(`server of era ${era}: ${error.message}`);
  } finally {
    await gateway?.stop();
    await fixture.stop();
  }
}

async function runClientLeg(leg) {
  const through = await runClientSuite(leg, true, join(work, slug(leg.name)));
  report(leg, directClient.get(basis(leg)), through, clientScenarios(leg));
}

function report(leg, before, through, { scored, all }) {
  const expected = expectedFailures(leg.expected);
  const found = figures(through, scored);
  const legFaults = judge(before, through, all, expected);
  if (leg.atLeast !== undefined && found.passed < leg.atLeast) {
    legFaults.push(`${found.passed} scenarios pass, at least ${leg.atLeast} have to`);
  }
  faults.push(...legFaults.map((fault) => `${leg.name}: ${fault}`));
  const excused = new Set(expected.map(({ scenario }) => scenario)).size;
  rows.push({ leg: leg.name, ...found, expected: excused, faults: legFaults.length });
}

function slug(text) {
  return text.replaceAll(/[^a-z0-9]+/gi, '-');
}

function conclude() {
  console.log(table(COLUMNS, rows));
  if (rows.length === 0) faults.push(`no leg is named ${options.only}`);
  for (const fault of faults) console.log(`\n- ${fault}`);
  const passed = rows.filter((row) => row.faults === 0).length;
  const logs = faults.length > 0 ? `; logs and results in ${work}` : '';
  console.log(`\nconformance: ${passed} passed, ${faults.length} failed${logs}`);
  if (faults.length > 0) process.exitCode = 1;
  else if (!options.keep) rmSync(work, { recursive: true });
}
