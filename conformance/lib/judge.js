// Judges one leg: what the suite found through the gateway against what it found directly. A check
// that went as well as directly is fine. One that did not has to be expected, with a reason; and an
// expectation that is not met any more is a fault too, so that the list stays true.
import { count, passes, tally } from './results.js';

/**
 * @param direct results of the direct run, by scenario
 * @param through results through the gateway, by scenario
 * @param scenarios the scenarios that are judged
 * @param expected `[{ scenario, checks, reason }]`
 * @returns faults as sentences; none means that the leg is as it should be
 */
export function judge(direct, through, scenarios, expected = []) {
  const faults = [];
  if (total(direct, scenarios, 'SUCCESS') === 0)
    faults.push('the direct run passed no check at all');
  if (total(through, scenarios, 'SUCCESS') === 0) faults.push('no check passed at all');
  const excused = new Set(
    expected.flatMap(({ scenario, checks }) => checks.map((id) => key(scenario, id))),
  );

  for (const scenario of scenarios) {
    for (const { id, complaint } of worse(scenario, direct, through)) {
      if (!excused.delete(key(scenario, id))) faults.push(`${scenario} · ${id}: ${complaint}`);
    }
  }
  for (const left of excused)
    faults.push(`${left}: is listed as an expected failure, but does not fail`);
  return faults;
}

/** The checks that went worse than directly. */
function worse(scenario, direct, through) {
  const before = tally(direct.get(scenario));
  const after = tally(through.get(scenario));
  const found = [];
  for (const id of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const complaint = compare(required(scenario, before[id] ?? NOTHING), after[id] ?? NOTHING);
    if (complaint !== undefined) found.push({ id, complaint });
  }
  return found;
}

/** Who logs in with fewer requests to the authorization server than our own client does it better. */
const required = (scenario, before) =>
  scenario.startsWith('auth/') ? { ...before, SUCCESS: Math.min(before.SUCCESS, 1) } : before;

const NOTHING = { SUCCESS: 0, FAILURE: 0, WARNING: 0, messages: [] };

function compare(before, after) {
  if (after.FAILURE > before.FAILURE) return after.messages.join('; ') || 'failed';
  if (after.WARNING > before.WARNING) return `warned: ${after.messages.join('; ')}`;
  if (after.SUCCESS < before.SUCCESS) return `made ${after.SUCCESS} of ${before.SUCCESS} times`;
  return undefined;
}

const key = (scenario, id) => `${scenario} · ${id}`;

function total(results, scenarios, status) {
  return scenarios.reduce((sum, scenario) => sum + count(results.get(scenario) ?? [], status), 0);
}

/** The figures of one run: how many scenarios pass, and how many checks. */
export function figures(results, scenarios) {
  return {
    scenarios: scenarios.length,
    passed: scenarios.filter((scenario) => passes(results.get(scenario))).length,
    checks: total(results, scenarios, 'SUCCESS'),
    failures: total(results, scenarios, 'FAILURE'),
  };
}
