import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge, judgeRest } from './judgement.js';

const steady = { heap: 40000, resident: 200, threads: 30, virtual: 60, descriptors: 120 };
const many = (each) => Array.from({ length: 40 }, (_, i) => each(i));
const faults = (rows) => rows.filter(({ ok }) => !ok).map(({ what }) => what);

test('what stays as it is does not grow', () => {
  assert.deepEqual(faults(judge(many(() => steady))), []);
});

test('a beginning counts for nothing', () => {
  const grown = (i) => (i < 12 ? { ...steady, heap: 2000 * i, resident: 10 * i } : steady);
  assert.deepEqual(faults(judge(many(grown))), []);
});

test('one bad moment decides nothing', () => {
  const peak = (i) => (i === 35 ? { ...steady, heap: 400000, descriptors: 4000 } : steady);
  assert.deepEqual(faults(judge(many(peak))), []);
});

for (const [what, each] of [['heap', 500], ['resident', 3], ['threads', 1], ['virtual', 3], ['descriptors', 4]]) {
  test(`a slow growth of ${what} is found`, () => {
    const rows = judge(many((i) => ({ ...steady, [what]: steady[what] + each * i })));
    assert.deepEqual(faults(rows), [what]);
  });
}

test('what nobody uses any more and is still there is found', () => {
  const rows = judgeRest(steady, { ...steady, virtual: steady.virtual + 100 });
  assert.deepEqual(faults(rows), ['virtual, at rest']);
});

test('too few samples judge nothing', () => {
  assert.throws(() => judge([steady, steady]));
});
