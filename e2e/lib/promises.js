// What is promised of every day, checked from two logs that know nothing of each other: the
// gateway's journal and what a server wrote down before it did anything.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';

/** Both clocks are this machine's, but one is read to the millisecond. */
const ROUNDING_MS = 2;
const SHOWN = 5;

/** What a server was asked to do: `{ id, tool, at, busy }` for each call. */
export const executedIn = (log) =>
  existsSync(log)
    ? readFileSync(log, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [];

/** The decisions of the journal that let calls pass, by the id among their arguments. */
export function allowedBy(records) {
  const allowed = new Map();
  for (const { kind, time, fields } of records) {
    const id = fields.arguments?.id;
    if (kind !== 'decision' || fields.verdict !== 'forward' || id === undefined) continue;
    allowed.set(id, [...(allowed.get(id) ?? []), { at: Date.parse(time), fields }]);
  }
  return allowed;
}

/** No call is executed without a decision on record that allowed it before. */
export function assertDecidedFirst(executed, records) {
  const allowed = allowedBy(records);
  const without = executed.filter(
    ({ id, at }) => !(allowed.get(id) ?? []).some((decision) => decision.at <= at + ROUNDING_MS),
  );
  assert.deepEqual(without.slice(0, SHOWN), [], `${without.length} calls without a decision`);
}

/** No call that a client sent once is executed twice. */
export function assertNoneTwice(executed) {
  const seen = new Set();
  const twice = executed.filter(({ id }) => seen.has(id) || !seen.add(id));
  assert.deepEqual(twice.slice(0, SHOWN), [], `${twice.length} calls more than once`);
}

/** Nobody is told that a call was done which no server was asked to do. */
export function assertNoneInvented(answered, executed) {
  const known = new Set(executed.map(({ id }) => id));
  const invented = answered.filter((id) => !known.has(id));
  assert.deepEqual(invented.slice(0, SHOWN), [], `${invented.length} answers to nothing`);
}

/** Nothing that was asked for once untrusted data had been heard is executed. */
export function assertNeverClean(tainted, executed) {
  const asked = new Set(tainted);
  const forgotten = executed.filter(({ id }) => asked.has(id));
  assert.deepEqual(forgotten.slice(0, SHOWN), [], `${forgotten.length} labels forgotten`);
}

/** No yes of a person lets two calls pass. */
export function assertApprovalsUsedOnce(records) {
  const used = new Map();
  for (const { kind, fields } of records) {
    if (kind !== 'decision' || fields.verdict !== 'forward') continue;
    const yes = fields.decisions?.find(({ reason }) => reason === 'approved');
    if (yes !== undefined) used.set(yes.detail, (used.get(yes.detail) ?? 0) + 1);
  }
  const twice = [...used].filter(([, times]) => times > 1);
  assert.deepEqual(twice, []);
}

/** The log is whole, as an auditor finds it. */
export async function assertJournalIntact(gateway) {
  const report = await gateway.verification();
  assert.equal(report.intact, true, JSON.stringify(report));
}

/** All of it, after any day: of one gateway, or of several that share what they decide by. */
export async function assertPromisesKept(gateways, executed, answered = []) {
  const all = [gateways].flat();
  const records = (await Promise.all(all.map((gateway) => gateway.audit()))).flat();
  assertDecidedFirst(executed, records);
  assertNoneTwice(executed);
  assertNoneInvented(answered, executed);
  assertApprovalsUsedOnce(records);
  for (const gateway of all) await assertJournalIntact(gateway);
  return records;
}
