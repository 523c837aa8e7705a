// Ten times what one gateway may hold: connections, requests, clients that never read what they asked
// for, and clients that send a byte now and then. What is too much is turned away at once and told when
// to come again; monitors are answered all the while; then everything is as before, by itself.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../../conformance/lib/ports.js';
import { Caller, isDone } from '../../lib/caller.js';
import { eventually } from '../../lib/got.js';
import { health, readiness } from '../../lib/monitor.js';
import { assertPromisesKept } from '../../lib/promises.js';
import { vitals } from '../../lib/vitals.js';
import { ANYBODY, freshId, settings, within, Worker } from '../../lib/yard.js';

const CONNECTIONS = 200;
const CONCURRENT = 20;
const TIMES = 10;
const PATIENCE_MS = 90000;
const MOST_RESIDENT_MIB = 700;
/** Of the listener, of the servers behind it, and some for files. */
const MOST_DESCRIPTORS = 3 * CONNECTIONS + 100;

export const crowd = {
  name: 'ten times too many',
  async play({ check, operate, atEnd, folder }) {
    const worker = await Worker.start({ folder, atEnd }, 'worker');
    const monitors = await freePort();
    const gateway = await operate(
      settings(worker.settings(), {
        ...ANYBODY,
        operations: { listen: `127.0.0.1:${monitors}` },
        limits: {
          'requests-per-minute': 1000000,
          concurrent: CONCURRENT,
          connections: CONNECTIONS,
        },
      }),
    );
    const scene = { check, gateway, worker, monitors, before: vitals(gateway.pid) };
    await requests(scene);
    await connections(scene);
    await deaf(scene);
    await slow(scene);
    await afterwards(scene);
  },
};

const target = (gateway) => gateway.target();

async function requests({ check, gateway, worker, monitors }) {
  const caller = new Caller(target(gateway), 'modern', { sockets: CONNECTIONS - 20 });
  await check('requests beyond the limit are told at once when to come again', async () => {
    const all = Array.from({ length: CONCURRENT * TIMES }, () =>
      caller.call('new__slow', { id: freshId('much'), much: 1500 }),
    );
    assert.equal((await health(monitors)).status, 200);
    const answers = await within(PATIENCE_MS, 'all answers', Promise.all(all));
    const done = answers.filter(isDone).length;
    const shed = answers.filter(({ status }) => status === 429);
    assert.equal(done + shed.length, answers.length);
    assert.ok(shed.length > 0 && done >= CONCURRENT, `${done} done, ${shed.length} shed`);
    assert.ok(shed.every(({ headers }) => headers['retry-after'] !== undefined));
  });
  await check('no more than the limit were under way at once', () => {
    const most = Math.max(...worker.executed().map(({ busy }) => busy));
    assert.ok(most <= CONCURRENT, `${most} at once`);
  });
  await caller.close();
}

/** A connection of which everything is told: `{ heard, ended }`. */
function opened(port, words) {
  const one = { heard: '', ended: false };
  one.socket = connect({ port, host: '127.0.0.1' });
  one.socket.setEncoding('latin1');
  one.socket.on('connect', () => one.socket.write(words));
  one.socket.on('data', (part) => (one.heard += part));
  one.socket.on('error', () => (one.ended = true));
  one.socket.on('close', () => (one.ended = true));
  return one;
}

const HEAD = 'POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n';

async function connections({ check, gateway, monitors }) {
  await check('connections beyond the limit are answered 503, and when to come again', async () => {
    const all = Array.from({ length: CONNECTIONS * TIMES }, () => opened(gateway.port, HEAD));
    await eventually('those beyond the limit are turned away', async () => {
      const away = all.filter(({ ended }) => ended).length;
      return away >= CONNECTIONS * (TIMES - 1);
    });
    assert.equal((await health(monitors)).status, 200);
    assert.equal((await readiness(monitors)).status, 200);
    const told = all.filter(({ heard }) => heard.startsWith('HTTP/1.1 503'));
    assert.ok(told.length >= CONNECTIONS, `only ${told.length} were told`);
    assert.ok(told.every(({ heard }) => /retry-after: \d/i.test(heard)), told[0].heard);
    const { descriptors } = vitals(gateway.pid);
    assert.ok(descriptors < MOST_DESCRIPTORS, `${descriptors} descriptors`);
    all.forEach(({ socket }) => socket.destroy());
  });
  await servesAgain(check, gateway, 'when the crowd has left');
}

async function servesAgain(check, gateway, when) {
  await check(`it serves again by itself ${when}`, async () => {
    const caller = new Caller(target(gateway), 'modern');
    await eventually('a call is done', async () => {
      const answer = await caller
        .call('new__note', { id: freshId('after') })
        .catch(() => ({ status: 0 }));
      return isDone(answer);
    });
    await caller.close();
  });
}

/** They ask for much and read none of it. */
async function deaf({ check, gateway, monitors }) {
  await check('clients that read nothing take no memory that others need', async () => {
    const all = Array.from({ length: CONNECTIONS - 20 }, () => {
      const one = opened(gateway.port, asking({ id: freshId('deaf'), much: 1024 * 1024 }));
      one.socket.pause();
      return one;
    });
    for (let i = 0; i < 10; i++) {
      await pause(300);
      assert.equal((await health(monitors)).status, 200);
    }
    const { mostResident } = vitals(gateway.pid);
    assert.ok(mostResident < MOST_RESIDENT_MIB, `${mostResident} MiB resident`);
    assert.ok(gateway.runs());
    all.forEach(({ socket }) => socket.destroy());
  });
  await servesAgain(check, gateway, 'after those who read nothing');
}

function asking(args) {
  const body = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: {
      name: 'new__long',
      arguments: args,
      _meta: {
        'io.modelcontextprotocol/protocolVersion': '2026-07-28',
        'io.modelcontextprotocol/clientCapabilities': {},
      },
    },
  });
  const fields = [
    'Content-Type: application/json',
    'Accept: application/json, text/event-stream',
    'MCP-Protocol-Version: 2026-07-28',
    'Mcp-Method: tools/call',
    'Mcp-Name: new__long',
    `Content-Length: ${body.length}`,
  ];
  return `${HEAD}${fields.join('\r\n')}\r\n\r\n${body}`;
}

/** They take every place there is, and send a byte now and then. */
async function slow({ check, gateway, monitors }) {
  await check('who sends too slowly is cut off, and others come in', async () => {
    const all = Array.from({ length: CONNECTIONS }, () => opened(gateway.port, 'POST /mcp'));
    const dripping = setInterval(() => {
      for (const { socket, ended } of all) if (!ended) socket.write('x');
    }, 500);
    try {
      await pause(1000);
      assert.equal((await health(monitors)).status, 200);
      await eventually('they are cut off', async () => all.every(({ ended }) => ended));
      const told = all.filter(({ heard }) => /^HTTP\/1.1 (408|431|503)/.test(heard));
      assert.ok(told.length > 0);
    } finally {
      clearInterval(dripping);
      all.forEach(({ socket }) => socket.destroy());
    }
  });
  await servesAgain(check, gateway, 'after the slow ones');
}

async function afterwards({ check, gateway, worker, before }) {
  await check('what the crowd took is given back', async () => {
    await eventually('its descriptors', async () => {
      return vitals(gateway.pid).descriptors <= before.descriptors + CONCURRENT + 30;
    });
    assert.ok(vitals(gateway.pid).mostResident < MOST_RESIDENT_MIB);
  });
  await check('all that was executed was decided first, and once', () =>
    assertPromisesKept(gateway, worker.executed()),
  );
}
