// A conversation as a host tells of it, that goes from node to node: what it heard is known to all of
// them, or it is refused.
import { Caller, isDone } from './caller.js';
import { freshId } from './yard.js';

const META = 'io.portreeve/conversation';

/** What the worker's tools are to information flow: one reads, one has effects. */
export const FLOW = {
  policy: 'session',
  otherwise: 'deny',
  servers: Object.fromEntries(
    ['new', 'old'].map((server) => [
      server,
      {
        tools: {
          ...Object.fromEntries(
            ['note', 'steps', 'slow', 'long'].map((tool) => [tool, { effects: false }]),
          ),
          pay: { effects: true },
        },
      },
    ]),
  ),
};

export class Conversation {
  #callers;
  #handle;
  /** The ids of calls with effects that were sent after untrusted data was heard. */
  tainted = [];
  heard = false;

  constructor(targets) {
    this.#callers = targets.map((target) => new Caller(target, 'modern'));
  }

  /** Begins at a node; false if that did not come to anything. */
  async begin(at) {
    const { message } = await this.#callers[at].list(undefined, { [META]: { begin: true } });
    this.#handle = message?.result?._meta?.[META]?.handle;
    return this.#handle !== undefined;
  }

  /** Reads what nobody vouches for. */
  async read(at) {
    const answer = await this.#call(at, 'new__note', freshId('read'));
    if (isDone(answer)) this.heard = true;
    return isDone(answer);
  }

  /** Does what must not be done once something was heard. */
  async pay(at) {
    const id = freshId('pay');
    if (this.heard) this.tainted.push(id);
    return isDone(await this.#call(at, 'new__pay', id));
  }

  #call(at, tool, id) {
    return this.#callers[at].call(tool, { id }, { meta: { [META]: { handle: this.#handle } } });
  }

  async close() {
    for (const caller of this.#callers) await caller.close();
  }
}
