import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figures, judge } from './judge.js';

const check = (id, status, errorMessage) => ({ id, status, errorMessage });
const ok = (id) => check(id, 'SUCCESS');
const run = (scenarios) => new Map(Object.entries(scenarios));
const direct = run({ list: [ok('a'), ok('b')], call: [ok('c')] });
const SCENARIOS = ['list', 'call'];

test('a run as good as the direct one has no fault', () => {
  assert.deepEqual(judge(direct, direct, SCENARIOS), []);
});

test('a check that fails is a fault, with what the suite said', () => {
  const through = run({ list: [ok('a'), check('b', 'FAILURE', 'missing')], call: [ok('c')] });
  assert.deepEqual(judge(direct, through, SCENARIOS), ['list · b: missing']);
});

test('a check that is not made any more is a fault', () => {
  const through = run({ list: [ok('a')], call: [ok('c')] });
  assert.deepEqual(judge(direct, through, SCENARIOS), ['list · b: made 0 of 1 times']);
});

test('a login that takes fewer requests has no fault, one that makes no check has', () => {
  const often = run({ 'auth/a': [ok('token'), ok('token')] });
  const once = run({ 'auth/a': [ok('token')] });
  const never = run({ 'auth/a': [ok('other')] });
  assert.deepEqual(judge(often, once, ['auth/a']), []);
  assert.deepEqual(judge(often, never, ['auth/a']), ['auth/a · token: made 0 of 1 times']);
});

test('a check that is skipped or only informs is a fault where it succeeded directly', () => {
  for (const status of ['SKIPPED', 'INFO']) {
    const through = run({ list: [ok('a'), check('b', status)], call: [ok('c')] });
    assert.equal(judge(direct, through, SCENARIOS).length, 1, status);
  }
});

test('a check that succeeds and also fails is a fault', () => {
  const through = run({ list: [ok('a'), ok('b'), check('b', 'FAILURE', 'once')], call: [ok('c')] });
  assert.deepEqual(judge(direct, through, SCENARIOS), ['list · b: once']);
});

test('a warning that the direct run did not have is a fault', () => {
  const through = run({ list: [ok('a'), check('b', 'WARNING', 'should')], call: [ok('c')] });
  assert.deepEqual(judge(direct, through, SCENARIOS), ['list · b: warned: should']);
});

test('a failure that the direct run has too is none of the gateway', () => {
  const both = run({ list: [ok('a'), check('b', 'FAILURE', 'always')], call: [ok('c')] });
  assert.deepEqual(judge(both, both, SCENARIOS), []);
});

test('a scenario without results is a fault for each of its checks', () => {
  assert.equal(judge(direct, run({ call: [ok('c')] }), SCENARIOS).length, 2);
});

test('an expected failure is no fault', () => {
  const through = run({ list: [ok('a'), check('b', 'FAILURE', 'known')], call: [ok('c')] });
  const expected = [{ scenario: 'list', checks: ['b'], reason: 'known' }];
  assert.deepEqual(judge(direct, through, SCENARIOS, expected), []);
});

test('an expected failure excuses no other check of its scenario', () => {
  const through = run({
    list: [check('a', 'FAILURE', 'new'), check('b', 'FAILURE', 'known')],
    call: [ok('c')],
  });
  const expected = [{ scenario: 'list', checks: ['b'], reason: 'known' }];
  assert.deepEqual(judge(direct, through, SCENARIOS, expected), ['list · a: new']);
});

test('an expected failure that passes is a fault', () => {
  const expected = [{ scenario: 'list', checks: ['b'], reason: 'known' }];
  assert.deepEqual(judge(direct, direct, SCENARIOS, expected), [
    'list · b: is listed as an expected failure, but does not fail',
  ]);
});

test('a run without one success is a fault even where nothing failed', () => {
  const nothing = run({ list: [check('a', 'INFO')], call: [] });
  assert.deepEqual(judge(nothing, nothing, SCENARIOS), [
    'the direct run passed no check at all',
    'no check passed at all',
  ]);
});

test('a scenario that checked nothing does not count as passed', () => {
  const vacuous = run({ list: [check('a', 'INFO')], call: [ok('c')] });
  assert.deepEqual(figures(vacuous, SCENARIOS), {
    scenarios: 2,
    passed: 1,
    checks: 1,
    failures: 0,
  });
});
