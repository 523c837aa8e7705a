// Certificates that are good for seconds, on every side of the gateway, are renewed while clients work:
// nobody notices. Then somebody forgets to renew them: nobody is believed for longer than they are
// good, on connections that are open already either; and one renewal mends it.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from 'node:tls';
import { Authority } from '../../lib/certificates.js';
import { Caller, isDone } from '../../lib/caller.js';
import { Clock } from '../../lib/clock.js';
import { eventually } from '../../lib/got.js';
import { assertPromisesKept } from '../../lib/promises.js';
import { ANYBODY, callers, Crowd, freshId, settings, Worker } from '../../lib/yard.js';

const DAY = 24 * 3600;
/** Long enough for a busy machine to renew in time. */
const LIFE = 24;
const RENEWALS = 4;
const HERE = 'IP:127.0.0.1';

export const certificates = {
  name: 'certificates run out',
  async play({ check, operate, atEnd, folder }) {
    const papers = await Papers.make(folder);
    await papers.renew();
    const worker = await Worker.start({ folder, atEnd }, 'worker', {
      ...papers.files('server'),
      ca: papers.authority.certificate,
      requestCert: true,
      rejectUnauthorized: true,
    });
    const gateway = await operate(configuration(worker, papers));
    await renewed(papers, worker); // those that it started with may have run out meanwhile
    const target = { ...gateway.target(), tls: { ca: readFileSync(papers.authority.certificate) } };
    const scene = { check, gateway, worker, papers, target };
    await renewedInTime(scene);
    await forgotten(scene);
    await check('all that was executed was decided first, and once', () =>
      assertPromisesKept(gateway, worker.executed()),
    );
  },
};

const configuration = (worker, papers) =>
  settings(
    worker.settings({
      timeout: '5s',
      tls: {
        ca: `file:${papers.authority.certificate}`,
        certificate: `file:${papers.files('client').cert}`,
        key: `file:${papers.files('client').key}`,
      },
    }),
    {
      ...ANYBODY,
      tls: {
        certificate: `file:${papers.files('listener').cert}`,
        key: `file:${papers.files('listener').key}`,
      },
    },
  );

/** The certificates of a server, of the gateway at it, and of the gateway towards its clients. */
class Papers {
  static SIDES = ['server', 'client', 'listener'];
  #folder;
  #clock;
  #count = 0;

  static async make(folder) {
    const papers = new Papers(folder, await Clock.make(folder));
    mkdirSync(join(folder, 'papers'));
    papers.authority = await Authority.create(join(folder, 'papers'), 'authority');
    return papers;
  }

  constructor(folder, clock) {
    this.#folder = folder;
    this.#clock = clock;
  }

  files(side) {
    const file = (ending) => join(this.#folder, 'papers', `${side}.${ending}`);
    return { cert: file('pem'), key: file('key') };
  }

  /** Issues all anew, each good for some seconds from now on, and puts them in their places. */
  async renew() {
    // openssl counts whole days, so it is told that it was almost one day ago.
    this.#clock.set(LIFE - DAY);
    await Promise.all(
      Papers.SIDES.map(async (side) => {
        const name = `${side}-${++this.#count}`;
        const issued = await this.authority.issue(name, HERE, this.#clock.env);
        const { cert, key } = this.files(side);
        renameSync(issued.key, key);
        renameSync(issued.cert, cert);
      }),
    );
  }
}

async function renewed(papers, worker) {
  await papers.renew();
  worker.renew();
}

/** Until when the certificate is good that a new connection is shown. */
const shownUntil = ({ gateway, papers }) =>
  new Promise((resolve, reject) => {
    const ca = readFileSync(papers.authority.certificate);
    const options = { host: '127.0.0.1', port: gateway.port, ca, rejectUnauthorized: false };
    const socket = connect(options, () => {
      const { valid_to: until } = socket.getPeerCertificate();
      socket.destroy();
      resolve(Date.parse(until));
    });
    socket.once('error', reject);
  });

async function renewedInTime(scene) {
  const { check, worker, papers, target } = scene;
  const crowd = new Crowd(callers(target, 2), { every: 20 });
  await check('no call is dropped while certificates are renewed in time', async () => {
    const began = await shownUntil(scene);
    for (let i = 0; i < RENEWALS; i++) {
      await pause((LIFE * 1000) / 3);
      await renewed(papers, worker);
    }
    // Connections that were opened with the first certificates are no longer good.
    const enough = crowd.done.length + 40;
    await eventually('more calls', async () => crowd.done.length > enough);
    assert.ok((await shownUntil(scene)) > began, 'the listener shows the first one still');
  });
  await crowd.stop();
  await check('clients saw nothing of it', () => {
    assert.deepEqual(crowd.failed, []);
    assert.deepEqual(crowd.refused, []);
  });
}

const tried = (caller) =>
  caller.call('new__note', { id: freshId('late') }).catch((error) => ({ error: error.message }));

/** Whoever looks away on purpose still reaches the gateway, and no server behind it. */
async function forgotten(scene) {
  const { check, gateway, worker, papers, target } = scene;
  const blind = new Caller({ ...target, tls: { rejectUnauthorized: false } }, 'modern');
  await check('what ran out is believed no more, on open connections either', async () => {
    await renewed(papers, worker);
    assert.ok(isDone(await tried(blind)));
    const ranOut = async () => !isDone(await tried(blind));
    await eventually('it ran out', ranOut, 2 * LIFE * 1000);
    const before = worker.executed().length;
    for (let i = 0; i < 5; i++) assert.ok(!isDone(await tried(blind)));
    assert.equal(worker.executed().length, before);
  });
  await check('a client that looks comes in no more', async () => {
    const caller = new Caller(target, 'modern');
    const { error } = await tried(caller);
    assert.ok(error !== undefined, 'it came in');
    await caller.close();
  });
  await check('the operator is told', () => assert.match(gateway.output(), /certificate/));
  await check('one renewal mends it', async () => {
    await renewed(papers, worker);
    const caller = new Caller(target, 'modern');
    await eventually('a call is done', async () => isDone(await tried(caller)));
    await caller.close();
  });
  await blind.close();
}
