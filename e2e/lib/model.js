// A model that says what it is told to: OpenAI's chat completions, streamed over real HTTP.
import { once } from 'node:events';
import { createServer } from 'node:http';

let ids = 0;

/** What a turn is made of: texts, calls of tools, and functions that it waits for. */
export const uses = (tool, args) => ({ tool, args: JSON.stringify(args) });

/** The turn goes on no further; whoever listens has to hang up. */
export const never = () => new Promise(() => {});

export class Model {
  /** The requests, as `{ authorization, body }`. */
  asked = [];
  /** How many answers nobody heard to their end. */
  hungUp = 0;
  #turns = [];
  #server = createServer((request, response) => this.#answer(request, response));

  static async start() {
    const model = new Model();
    model.#server.listen(0, '127.0.0.1');
    await once(model.#server, 'listening');
    return model;
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}/v1`;
  }

  /** What it says from now on, a list of steps for each time that it is asked. */
  will(...turns) {
    this.#turns = turns;
    this.asked = [];
  }

  /** What it heard last, as one text. */
  heard() {
    return JSON.stringify(this.asked.at(-1).body.messages);
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(request, response) {
    const chunks = await request.toArray();
    const { authorization } = request.headers;
    this.asked.push({ authorization, body: JSON.parse(Buffer.concat(chunks).toString()) });
    const turn = this.#turns.shift();
    if (request.url !== '/v1/chat/completions' || turn === undefined) {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: 'nothing is left to say' } }));
      return;
    }
    response.once('close', () => (this.hungUp += response.writableFinished ? 0 : 1));
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for await (const event of events(turn)) response.write(`data: ${event}\n\n`);
    response.end();
  }
}

async function* events(turn) {
  yield chunk({ role: 'assistant', content: '' });
  for (const step of turn) {
    if (typeof step === 'function') await step();
    else for (const delta of deltas(step)) yield chunk(delta);
  }
  yield chunk({}, turn.some((step) => step.tool !== undefined) ? 'tool_calls' : 'stop');
  yield '[DONE]';
}

/** Names of tools come whole, all else in pieces. */
function deltas(step) {
  if (step.tool === undefined) return halves(step).map((content) => ({ content }));
  const call = { index: 0, id: `call-${++ids}`, type: 'function' };
  return [
    { tool_calls: [{ ...call, function: { name: step.tool, arguments: '' } }] },
    ...halves(step.args).map((piece) => ({
      tool_calls: [{ index: 0, function: { arguments: piece } }],
    })),
  ];
}

const halves = (text) => [text.slice(0, text.length / 2), text.slice(text.length / 2)];

const chunk = (delta, finish_reason = null) =>
  JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1700000000,
    model: 'scripted',
    choices: [{ index: 0, delta, finish_reason }],
  });
