// What a client got, looked at as a scenario needs it.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 30000;
const POLL_MS = 200;

/** A result as one text, so that a word can be looked for in whatever form a client gives it. */
export const words = (result) => JSON.stringify(result);

export const isRefused = (result) => result.error !== undefined || result.isError === true;

export function assertRefused(result) {
  assert.ok(isRefused(result), `was not refused: ${words(result)}`);
}

/** The call was answered, and with this text somewhere in the answer. */
export function assertAnswered(result, text) {
  assert.ok(!isRefused(result), `was refused: ${words(result)}`);
  assert.ok(words(result).includes(text), `no "${text}" in ${words(result)}`);
}

/** Nobody can tell from these answers which of the names was hidden and which was never there. */
export function assertAlike(hidden, hiddenName, unknown, unknownName) {
  assertRefused(hidden);
  assert.equal(
    words(hidden).replaceAll(hiddenName, '<name>'),
    words(unknown).replaceAll(unknownName, '<name>'),
  );
}

/** The client does not get in: it cannot connect, or nothing that it tries is answered. */
export async function assertTurnedAway(visit) {
  let results;
  try {
    results = await visit;
  } catch {
    return;
  }
  assert.ok(results.length > 0);
  results.forEach(assertRefused);
}

/** Waits until `condition` holds, for what happens in another process at its own pace. */
export async function eventually(what, condition, patienceMs = PATIENCE_MS) {
  const deadline = Date.now() + patienceMs;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, `never: ${what}`);
    await pause(POLL_MS);
  }
}
