// The harness has to pass what works and to name what does not: it is run here against stand-ins
// for the gateway whose fault is known.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

const HERE = import.meta.dirname;

function harness(fault, leg) {
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(HERE, '../main.js'), '--only', leg],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        PORTREEVE_CMD: `${process.execPath} ${join(HERE, 'stand-in.js')} ${fault}`,
      },
    },
  );
  return { status, stdout };
}

test('a stand-in that changes nothing passes', () => {
  const { status, stdout } = harness('none', 'new client, new server');
  assert.equal(status, 0, stdout);
  assert.match(stdout, /new client, new server +37\/37 +120 .* ok/);
});

test('a stand-in that changes nothing passes the client side, but for the logins that it has none of', () => {
  const leg = 'suite as old server, old client';
  const { status, stdout } = harness('none', leg);
  assert.equal(status, 1, stdout);
  const faults = stdout.split('\n').filter((line) => line.startsWith(`- ${leg}: `));
  assert.ok(faults.some((line) => line.includes(': auth/')), stdout);
  const others = faults.filter((line) => !/: auth\/| scenarios pass, at least /.test(line));
  assert.deepEqual(others, []);
});

test('a stand-in that rewrites the Host header is caught', () => {
  const { status, stdout } = harness('rewrites-host', 'old client, old server');
  assert.equal(status, 1, stdout);
  assert.match(stdout, /dns-rebinding-protection · /);
});

test('a stand-in that loses a member is caught', () => {
  const { status, stdout } = harness('loses-ttl', 'new client, new server');
  assert.equal(status, 1, stdout);
  assert.match(stdout, /caching · sep-2549-tools-list-caching-hints: /);
});

test('a stand-in that answers nonsense is caught', () => {
  const { status, stdout } = harness('answers-nonsense', 'new client, new server');
  assert.equal(status, 1, stdout);
  assert.match(stdout, /tools-list · /);
});

test('a stand-in that translates nothing is caught in a crossed cell', () => {
  const { status, stdout } = harness('none', 'new client, old server');
  assert.equal(status, 1, stdout);
  assert.match(stdout, /scenarios pass, at least 34 have to/);
});

test('a gateway that dies at the start is a fault, not a green run', () => {
  const { status, stdout } = harness('no-such-fault', 'new client, new server');
  assert.equal(status, 1, stdout);
  assert.match(stdout, /the gateway ended with 1/);
});
