// A check that cannot fail promises nothing: each is shown a day on which its promise was broken.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assertApprovalsUsedOnce,
  assertDecidedFirst,
  assertJournalIntact,
  assertNeverClean,
  assertNoneInvented,
  assertNoneTwice,
} from './promises.js';

const decision = (id, time, more = {}) => ({
  kind: 'decision',
  time: new Date(time).toISOString(),
  fields: { verdict: 'forward', arguments: { id }, ...more },
});
const executed = (id, at) => ({ id, tool: 'note', at });
const broken = (body) => assert.throws(body, assert.AssertionError);

test('a call that was decided before it was executed keeps the promise', () => {
  assertDecidedFirst([executed('a', 1000)], [decision('a', 999)]);
});

test('a call without a decision breaks it', () => {
  broken(() => assertDecidedFirst([executed('a', 1000)], [decision('b', 999)]));
});

test('a refusal on record is no decision that allowed it', () => {
  const refused = decision('a', 999, { verdict: 'refuse' });
  broken(() => assertDecidedFirst([executed('a', 1000)], [refused]));
});

test('a decision that was written afterwards breaks it', () => {
  broken(() => assertDecidedFirst([executed('a', 1000)], [decision('a', 1100)]));
});

test('a call that was executed twice breaks the next', () => {
  assertNoneTwice([executed('a', 1), executed('b', 2)]);
  broken(() => assertNoneTwice([executed('a', 1), executed('a', 2)]));
});

test('an answer to a call that no server got breaks the next', () => {
  assertNoneInvented(['a'], [executed('a', 1)]);
  broken(() => assertNoneInvented(['a', 'b'], [executed('a', 1)]));
});

test('a yes that let two calls pass breaks the next', () => {
  const yes = { decisions: [{ reason: 'approved', detail: 'approval 3f2a' }] };
  assertApprovalsUsedOnce([decision('a', 1, yes), decision('b', 2)]);
  broken(() => assertApprovalsUsedOnce([decision('a', 1, yes), decision('a', 2, yes)]));
});

test('a log that does not verify breaks the last', async () => {
  await assertJournalIntact({ verification: async () => ({ intact: true }) });
  await assert.rejects(assertJournalIntact({ verification: async () => ({ intact: false }) }));
});

test('a call with effects that was executed after untrusted data was heard breaks it', () => {
  assertNeverClean(['b'], [executed('a', 1)]);
  broken(() => assertNeverClean(['a'], [executed('a', 1)]));
});
