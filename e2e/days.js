// Plays the hard days: each breaks something that breaks in real life, with real processes, and then
// holds what the servers wrote down against the journal.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { optionsOf } from '../conformance/lib/options.js';
import { table } from '../conformance/lib/table.js';
import { play } from './lib/scenarios.js';
import { DAYS } from './scenarios/days/all.js';

const COLUMNS = [
  ['day', ({ name }) => name],
  ['ms', ({ ms }) => `${ms ?? ''}`],
  ['verdict', ({ error }) => (error === undefined ? 'ok' : 'FAULT')],
];
const options = optionsOf('e2e/run', {
  only: { type: 'string', default: '' },
  // A day mostly waits for something to run out.
  'at-once': { type: 'string', default: '3' },
  long: { type: 'boolean', default: false },
  keep: { type: 'boolean', default: false },
});
const work = mkdtempSync(join(tmpdir(), 'days-'));
const wanted = DAYS.filter(({ name }) => name.includes(options.only));

// A call may fail before the day comes to wait for it; what nobody ever waits for is a fault.
const unheard = new Map();
process.on('unhandledRejection', (error, promise) => unheard.set(promise, error));
process.on('rejectionHandled', (promise) => unheard.delete(promise));

const played = wanted.map(() => []);
const waiting = wanted.entries();
await Promise.all(Array.from({ length: Number(options['at-once']) }, playSome));
conclude(played.flat());

async function playSome() {
  for (const [number, day] of waiting) {
    played[number] = await play(day, mkdtempSync(join(work, 'day-')), { long: options.long });
    console.log(`${table(COLUMNS, played[number])}\n`);
  }
}

function conclude(rows) {
  if (rows.length === 0) console.log(`no day is named ${options.only}`);
  const faults = rows.filter(({ error }) => error !== undefined);
  for (const error of unheard.values()) faults.push({ name: 'nobody heard of this', error, log: '' });
  for (const { name, error, log } of faults) console.log(`\n- ${name}\n${error.stack}\n${log}`);
  const failed = faults.length + (rows.length === 0 ? 1 : 0);
  // Behind the logs once more, in a few lines: of a long output only the end may be kept.
  for (const { name, error } of faults) console.log(`FAULT ${name}: ${`${error}`.slice(0, 400)}`);
  const logs = failed > 0 || options.keep ? `; logs in ${work}` : '';
  console.log(`\ndays: ${rows.filter(({ error }) => error === undefined).length} passed, ${failed} failed${logs}`);
  if (failed > 0) process.exitCode = 1;
  else if (!options.keep) rmSync(work, { recursive: true });
}
