// Everything that clients do in a day, all of it at once and over and over, at a pace that leaves the
// machine room: what is measured is what stays behind, not how fast it goes.
import { setTimeout as pause } from 'node:timers/promises';
import { Caller } from '../../../e2e/lib/caller.js';
import { freshId } from '../../../e2e/lib/yard.js';

const LONG = 200 * 1024;

const call = (server, tool, args = {}, options) => (caller) =>
  caller.call(`${server}__${tool}`, { id: freshId(tool), ...args }, options?.());

const cancelled = (server) => async (caller) => {
  const leaving = new AbortController();
  const asked = call(server, 'slow', { much: 4000 }, () => ({ signal: leaving.signal }))(caller);
  const ended = asked.catch(() => {}); // at once: it may end before it is left
  await pause(80);
  leaving.abort();
  await ended;
};

const progress = () => ({ token: freshId('token') });

/** A call that the user approves in his client, or never answers. */
const approved = (isAnswered) => async (caller) => {
  const args = { id: freshId('pay') };
  const { message } = await caller.call('new__pay', args);
  if (!isAnswered || message?.result?.inputRequests === undefined) return;
  const { requestState, inputRequests } = message.result;
  const yes = Object.keys(inputRequests).map((name) => [name, { action: 'accept', content: {} }]);
  await caller.call('new__pay', args, {
    retry: { requestState, inputResponses: Object.fromEntries(yes) },
  });
};

const listening = async (caller) => {
  const stream = await caller.listen();
  await pause(1500);
  stream.close();
};

/** What is done, by whom, with how long a pause after it. */
const DEEDS = [
  ...['modern', 'legacy'].flatMap((era) => [
    { era, every: 25, deed: call('new', 'note') },
    { era, every: 25, deed: call('old', 'note') },
    { era, every: 40, deed: call('new', 'steps', {}, progress) },
    { era, every: 40, deed: call('old', 'steps', {}, progress) },
    { era, every: 60, deed: (caller) => caller.list() },
    { era, every: 150, deed: call('new', 'long', { much: LONG }) },
    { era, every: 60, deed: call('old', 'fail') },
    { era, every: 60, deed: call('new', 'nothing-like-it') },
    { era, every: 60, deed: call('new', 'die') }, // denied by a rule
    { era, every: 50, deed: cancelled('new') },
    { era, every: 50, deed: cancelled('old') },
    { era, every: 200, deed: call('program', 'note') },
    { era, every: 100, deed: listening },
    { era, every: 300, deed: call('new', 'reset') },
    { era, every: 300, deed: call('old', 'reset') },
  ]),
  { era: 'modern', every: 150, deed: approved(true) },
  { era: 'modern', every: 1500, deed: approved(false) },
];

export class Traffic {
  exchanges = 0;
  faults = [];
  #going = true;
  #workers;

  constructor(gateway, key) {
    const target = gateway.target({ key });
    this.#workers = [
      ...DEEDS.map((one) => this.#work(target, one)),
      this.#sessions(target, true),
      this.#sessions(target, false),
      this.#strangers(gateway),
    ];
  }

  async stop() {
    this.#going = false;
    await Promise.all(this.#workers);
  }

  async #repeat(every, deed) {
    while (this.#going) {
      try {
        await deed();
        this.exchanges++;
      } catch (error) {
        this.faults.push(error.message);
      }
      await pause(every);
    }
  }

  async #work(target, { era, every, deed }) {
    const caller = new Caller(target, era, { sockets: 2 });
    let isOpen = false;
    await this.#repeat(every, async () => {
      if (era === 'legacy' && (caller.lost || !isOpen)) isOpen = (await caller.open()) === 200;
      await deed(caller);
    });
    await caller.close().catch(() => {});
  }

  /** Sessions that are ended as they should be, or left behind with a stream that breaks off. */
  #sessions(target, isEnded) {
    return this.#repeat(100, async () => {
      const caller = new Caller(target, 'legacy', { sockets: 2 });
      await caller.open();
      const stream = await caller.listen();
      await call('old', 'note')(caller);
      stream.close();
      await caller.close({ end: isEnded });
    });
  }

  /** Whoever has no key, or an invented one; and what is no message at all. */
  #strangers(gateway) {
    return this.#repeat(100, async () => {
      for (const key of [undefined, 'invented']) {
        const { url, headers } = gateway.target({ key });
        const answer = await fetch(url, { method: 'POST', headers, body: '{"jsonrpc":' });
        await answer.arrayBuffer();
      }
    });
  }
}
