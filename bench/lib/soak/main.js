// Starts a gateway, lets everybody at it for as long as is wanted, and judges what it takes meanwhile.
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { optionsOf } from '../../../conformance/lib/options.js';
import { table } from '../../../conformance/lib/table.js';
import { assertJournalIntact, assertNoneTwice } from '../../../e2e/lib/promises.js';
import { Operated } from '../../../e2e/lib/operated.js';
import { settings, Worker, workerCommand } from '../../../e2e/lib/yard.js';
import { grown, judge, judgeRest } from './judgement.js';
import { sample } from './samples.js';
import { Traffic } from './traffic.js';

const MINUTE_MS = 60000;
const SHORT_MINUTES = 10;
const SAMPLES = 40;
/** So many classes are named when the heap grows. */
const NAMED = 8;
/** Sessions that were left behind are ended after ten seconds, children of nobody after that. */
const REST_MS = 30000;

const options = optionsOf('bench/soak', {
  minutes: { type: 'string', default: '60' },
  json: { type: 'boolean', default: false },
  raw: { type: 'string', default: join(import.meta.dirname, '../../target/soak.jsonl') },
});
const minutes = Number(options.minutes);
if (!(minutes > 0)) {
  console.error('bench/soak: --minutes needs a number');
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'soak-'));
const endings = [];

try {
  await main();
} finally {
  for (const end of endings) await end();
}

async function main() {
  const worker = await Worker.start({ folder, atEnd: (end) => endings.push(end) }, 'worker');
  const spoken = join(folder, 'spoken');
  mkdirSync(spoken);
  const gateway = await Operated.start(folder, configuration(worker, spoken), environment());
  endings.unshift(() => gateway.stop());
  const { key } = await gateway.createKey('ann', []);
  writeFileSync(options.raw, '');
  const before = await taken(gateway, 0);
  const traffic = new Traffic(gateway, key);
  const samples = await watched(gateway, traffic);
  await traffic.stop();
  await pause(REST_MS);
  const rest = await taken(gateway, traffic.exchanges);
  const rows = judge(samples).concat(judgeRest(before, rest));
  conclude(rows, await faults(gateway, worker, traffic), {
    exchanges: traffic.exchanges,
    grown: growth(rows, samples),
  });
}

function configuration(worker, spoken) {
  return settings(
    {
      ...worker.settings({ tools: { pay: { consequential: true } } }),
      program: {
        command: workerCommand(join(spoken, 'spoken.jsonl')),
        era: 'legacy',
        directory: spoken,
        sandbox: { write: [spoken] },
      },
    },
    {
      policy: {
        allow: [{ name: 'all', tools: ['*'] }],
        deny: [{ name: 'no-dying', tools: ['die'] }],
      },
      http: { 'session-idle': '10s' },
      approvals: { patience: '10s', 'use-within': '10s' },
      audit: { values: 'full', rotate: '16MiB', 'keep-size': '128MiB' },
      limits: { 'requests-per-minute': 1000000, concurrent: 1000, sessions: 60, streams: 100 },
      // What looks into the JVM from outside is kept out otherwise.
      'insecure-all-rights': true,
    },
  );
}

function environment() {
  const thorough = minutes < SHORT_MINUTES ? ['-Dio.netty.leakDetection.level=paranoid'] : [];
  const usual = process.env.PORTREEVE_JAVA_OPTS ?? '';
  return { PORTREEVE_JAVA_OPTS: ['-XX:-DisableAttachMechanism', ...thorough, usual].join(' ').trim() };
}

async function taken(gateway, exchanges) {
  const one = await sample(gateway.pid, exchanges);
  appendFileSync(options.raw, `${JSON.stringify(one)}\n`);
  return one;
}

async function watched(gateway, traffic) {
  const samples = [];
  const end = Date.now() + minutes * MINUTE_MS;
  const every = (minutes * MINUTE_MS) / SAMPLES;
  while (Date.now() < end) {
    const next = Date.now() + every;
    await pause(Math.max(0, next - Date.now()));
    samples.push(await taken(gateway, traffic.exchanges));
  }
  return samples;
}

/** What is wrong besides growth. */
async function faults(gateway, worker, traffic) {
  const found = [...new Set(traffic.faults)].map((why) => `a client: ${why}`);
  if (!gateway.runs()) found.push('the gateway has ended');
  if (/LEAK/.test(gateway.output())) found.push('Netty found buffers that nobody gave back');
  for (const promise of [() => assertNoneTwice(worker.executed()), () => assertJournalIntact(gateway)]) {
    try {
      await promise();
    } catch (broken) {
      found.push(broken.message);
    }
  }
  return found;
}

/** Where to look, when the heap grows. */
function growth(rows, samples) {
  const heap = rows.find(({ what }) => what === 'heap');
  return heap.ok ? [] : grown(samples).slice(0, NAMED);
}

function conclude(rows, found, { exchanges, grown: classes }) {
  const ok = found.length === 0 && rows.every((row) => row.ok);
  if (options.json) {
    console.log(JSON.stringify({ minutes, exchanges, ok, rows, grown: classes, faults: found }));
  } else {
    const columns = [
      ['what', ({ what }) => what],
      ['settled', ({ middle }) => `${middle}`],
      ['end', ({ end }) => `${end}`],
      ['tolerated', ({ most }) => `${most}`],
      ['verdict', (row) => (row.ok ? 'ok' : 'GROWS')],
    ];
    console.log(table(columns, rows));
    console.log(`\nheap in KiB after a full collection, resident in MiB; ${exchanges} exchanges`);
    for (const { name, more } of classes) console.log(`- ${more} KiB more of ${name}`);
    for (const fault of found) console.log(`- ${fault}`);
    console.log(`every sample: ${options.raw}`);
  }
  const failed = rows.filter((row) => !row.ok).length + found.length;
  console.error(`soak: ${rows.length - rows.filter((row) => !row.ok).length} passed, ${failed} failed`);
  if (!ok) {
    console.error(`the gateway's log: ${join(folder, 'gateway.log')}`);
    process.exitCode = 1;
  } else {
    endings.push(() => rmSync(folder, { recursive: true }));
  }
}
