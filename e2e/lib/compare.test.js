import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultOf, neutralised } from './compare.js';

const script = [{ tools: true }, { call: 'read' }, { call: 'forbidden', refused: true }];
const good = { script, results: [['read'], { content: [{ text: 'x' }] }, 'refused'] };
const having = (step, result) => ({ script, results: good.results.with(step, result) });

test('the same results are no fault', () => {
  assert.equal(faultOf(good, structuredClone(good)), undefined);
});

test('only a direct run is no fault by itself', () => {
  assert.equal(faultOf(good, undefined), undefined);
});

test('another result through the gateway is a fault that shows both', () => {
  const fault = faultOf(good, having(1, { content: [{ text: 'y' }] }));
  assert.match(fault, /step 2.*"read".*directly:.*"x".*through:.*"y"/s);
});

test('a call that had to be refused and was answered is a fault', () => {
  assert.match(faultOf(good, having(2, { content: [] })), /step 3/);
});

test('an answer that is missing through the gateway is a fault', () => {
  assert.match(faultOf(good, { script, results: good.results.slice(0, 2) }), /step 3/);
});

test('an error of the client through the gateway is a fault with the log', () => {
  const fault = faultOf(good, { error: new Error('no connection'), log: 'port in use' });
  assert.match(fault, /through the gateway: .*no connection.*port in use/s);
});

test('a direct run that fails is a fault of its own, whatever the gateway does', () => {
  for (const bad of [{ error: -32603 }, 'refused', { content: [], isError: true }]) {
    assert.match(faultOf(having(1, bad), having(1, bad)), /^directly: /);
  }
});

test('a direct run in which nothing was refused that had to be is a fault', () => {
  const open = having(2, { content: [] });
  assert.match(faultOf(open, open), /^directly: .*forbidden/);
});

test('folders and names of the runs make no difference', () => {
  const results = (world, label) => [
    { text: `${world}/${label}/notes of ${label.replace('-', '_')}` },
  ];
  const about = (world, label) => neutralised(results(world, label), { world, label, server: {} });
  assert.deepEqual(about('/a/world', 'sdk-legacy'), about('/b/world', 'java-sdk'));
});

test('a tool that may be hidden is left out, and no other', () => {
  const server = { mayHide: ['task-only'] };
  const about = (names) => neutralised([names], { world: '/w', label: 'sdk-legacy', server });
  assert.deepEqual(about(['read', 'task-only']), about(['read']));
  assert.notDeepEqual(about(['read', 'task-only']), about(['task-only']));
});
