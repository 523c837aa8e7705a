import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grown, judge, judgeRest } from './judgement.js';
import { counted } from './samples.js';

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

test('the classes that grew are named, the greatest first', () => {
  const largest = (i) => ({ '[B': 900 + 10 * i, 'java.lang.String': 400 + i, '[I': 50, late: i > 30 ? 5 : 0 });
  const named = grown(many((i) => ({ ...steady, largest: largest(i) })));
  assert.deepEqual(named.map(({ name }) => name), ['[B', 'java.lang.String', 'late']);
});

test('a histogram is read', () => {
  const read = counted(` num     #instances         #bytes  class name (module)
-------------------------------------------------------
   1:         34201        3925008  [B (java.base@25.0.3)
   2:           220          17600  java.lang.VirtualThread (java.base@25.0.3)
Total        234421        9942608
`);
  assert.deepEqual(read, { heap: 9710, virtual: 220, largest: { '[B': 3833, 'java.lang.VirtualThread': 17 } });
});

test('what is no histogram is not taken for an empty one', () => {
  assert.throws(() => counted('12345:\nCommand not found\n'));
});
