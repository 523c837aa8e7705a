// A server that does as it is told, well or badly, and writes down what it was asked to do before it
// does anything: one line of JSON a call. It speaks the newest revision at /modern, an older one at
// /legacy, and whatever it is asked in over stdio.
//
//   node worker.js LOG PORT
//   node worker.js LOG --stdio
import { appendFileSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

const [log, where, tls] = process.argv.slice(2);
const MODERN = '2026-07-28';
const LEGACY = '2025-11-25';
const BLOCK = 'x'.repeat(64 * 1024);
let busy = 0;

/** What a call may ask for besides being done. */
const TOOLS = {
  note: 'Writes a note.',
  pay: 'Pays.',
  slow: 'Takes as many milliseconds as it is told.',
  long: 'Answers with as many bytes as it is told.',
  steps: 'Tells of ten steps.',
  fail: 'Fails.',
  hang: 'Never answers.',
  drip: 'Answers byte by byte, for ever.',
  flood: 'Answers without end.',
  events: 'Tells of steps without end.',
  comments: 'Sends comments without end.',
  cut: 'Breaks off before it answers.',
  reset: 'Breaks off in the middle of its answer.',
  twice: 'Answers twice.',
  noise: 'Fills its standard error.',
  die: 'Dies.',
};

const tools = () =>
  Object.entries(TOOLS).map(([name, description]) => ({
    name,
    description,
    inputSchema: {
      type: 'object',
      properties: { id: { type: 'string' }, much: { type: 'integer' } },
      required: ['id'],
    },
  }));

const text = (words) => ({ content: [{ type: 'text', text: words }], resultType: 'complete' });
const response = (id, result) => ({ jsonrpc: '2.0', id, result });
const step = (token, progress) => ({
  jsonrpc: '2.0',
  method: 'notifications/progress',
  params: { progressToken: token, progress, total: 10 },
});
const KEPT = { ttlMs: 60000, cacheScope: 'public' };

/** What is answered to everything that is no call; nothing to what needs no answer. */
function plain({ id, method }) {
  const answers = {
    'server/discover': {
      resultType: 'complete',
      supportedVersions: [MODERN],
      capabilities: { tools: { listChanged: true } },
      ...KEPT,
      _meta: { 'io.modelcontextprotocol/serverInfo': { name: 'worker', version: '1' } },
    },
    initialize: {
      protocolVersion: LEGACY,
      capabilities: { tools: { listChanged: true } },
      serverInfo: { name: 'worker', version: '1' },
    },
    'tools/list': { resultType: 'complete', tools: tools(), ...KEPT },
    ping: {},
  };
  const result = answers[method];
  return result === undefined
    ? { jsonrpc: '2.0', id, error: { code: -32601, message: 'unknown method' } }
    : response(id, result);
}

function begun({ name, arguments: given = {} }) {
  busy++;
  const line = { id: given.id, tool: name, at: Date.now(), busy };
  appendFileSync(log, `${JSON.stringify(line)}\n`);
}

/** How a call is done, by whoever can send: `whole` a message, `raw` anything, `end`, `cut`. */
const DEEDS = {
  slow: async (message, out) => {
    await pause(message.params.arguments.much ?? 1000);
    out.whole(response(message.id, text('slowly done')));
  },
  long: (message, out) =>
    out.whole(response(message.id, text('y'.repeat(message.params.arguments.much)))),
  steps: async (message, out) => {
    const token = message.params._meta?.progressToken;
    out.stream();
    for (let i = 1; i <= 10 && token !== undefined; i++) {
      out.event(step(token, i));
      await pause(5);
    }
    out.event(response(message.id, text('ten steps done')));
    out.end();
  },
  fail: (message, out) =>
    out.whole(response(message.id, { ...text('it could not be done'), isError: true })),
  hang: () => new Promise(() => {}),
  drip: async (message, out) => {
    out.open();
    while (out.raw(' ')) await pause(100);
  },
  flood: async (message, out) => {
    out.open();
    out.raw(`{"jsonrpc":"2.0","id":${JSON.stringify(message.id)},"result":{"content":[{"text":"`);
    while (out.raw(BLOCK)) await out.drained();
  },
  events: async (message, out) => {
    out.stream();
    const token = message.params._meta?.progressToken ?? 0;
    for (let i = 1; out.event(step(token, i)); i++) await out.drained();
  },
  comments: async (message, out) => {
    out.stream();
    while (out.raw(`: ${BLOCK}\n\n`)) await out.drained();
  },
  cut: async (message, out) => {
    await pause(20);
    out.cut();
  },
  reset: async (message, out) => {
    out.open();
    out.raw(`{"jsonrpc":"2.0","id":${JSON.stringify(message.id)},"result":{"con`);
    await pause(50);
    out.cut();
  },
  twice: async (message, out) => {
    out.stream();
    out.event(response(message.id, text('done once')));
    out.event(response(message.id, text('done twice')));
    await pause(50);
    out.end();
  },
  noise: async (message, out) => {
    const until = Date.now() + (message.params.arguments.much ?? 2000);
    while (Date.now() < until) await new Promise((r) => process.stderr.write(`${BLOCK}\n`, r));
    out.whole(response(message.id, text('loudly done')));
  },
  die: () => process.exit(1),
};

async function done(message, out) {
  begun(message.params);
  try {
    const deed = DEEDS[message.params.name];
    if (deed === undefined) out.whole(response(message.id, text(`done ${message.params.name}`)));
    else await deed(message, out);
  } finally {
    busy--;
  }
}

/** An answer over HTTP. */
class Answer {
  #res;

  constructor(res) {
    this.#res = res;
  }

  open() {
    this.#res.writeHead(200, { 'content-type': 'application/json' });
  }

  stream() {
    this.#res.writeHead(200, { 'content-type': 'text/event-stream' });
  }

  /** False once nobody hears it any more. */
  raw(words) {
    if (this.#res.destroyed || this.#res.socket === null) return false;
    this.#res.write(words);
    return true;
  }

  event(message) {
    return this.raw(`event: message\ndata: ${JSON.stringify(message)}\n\n`);
  }

  whole(message, headers = {}) {
    this.#res.writeHead(200, { 'content-type': 'application/json', ...headers });
    this.#res.end(JSON.stringify(message));
  }

  end() {
    this.#res.end();
  }

  cut() {
    this.#res.socket?.resetAndDestroy();
  }

  drained() {
    return new Promise((resolve) => {
      if (!this.#res.writableNeedDrain) setImmediate(resolve);
      else {
        this.#res.once('drain', resolve);
        this.#res.once('close', resolve);
      }
    });
  }
}

/** An answer over stdio, where everything shares one stream. */
const spoken = {
  open: () => {},
  stream: () => {},
  raw: (words) => process.stdout.write(words) || true,
  event: (message) => process.stdout.write(`${JSON.stringify(message)}\n`) || true,
  whole: (message) => process.stdout.write(`${JSON.stringify(message)}\n`),
  end: () => {},
  cut: () => process.exit(1),
  drained: () =>
    process.stdout.writableNeedDrain
      ? new Promise((resolve) => process.stdout.once('drain', resolve))
      : new Promise((resolve) => setImmediate(resolve)),
};

let sessions = 0;

function serve(req, res) {
  const parts = [];
  req.on('data', (part) => parts.push(part));
  req.on('end', () => {
    const out = new Answer(res);
    if (req.method === 'DELETE') return res.writeHead(204).end();
    if (req.method !== 'POST') return res.writeHead(405).end();
    const message = JSON.parse(Buffer.concat(parts));
    if (message.method === 'subscriptions/listen') return listen(message, out);
    if (message.id === undefined || message.method === undefined) return res.writeHead(202).end();
    if (message.method === 'tools/call') return done(message, out);
    const session =
      message.method === 'initialize' ? { 'mcp-session-id': `session-${++sessions}` } : {};
    return out.whole(plain(message), session);
  });
}

/** Holds the stream, and tells every second that the tools changed. */
function listen({ id }, out) {
  const _meta = { 'io.modelcontextprotocol/subscriptionId': id };
  const said = (method, params) => ({ jsonrpc: '2.0', method, params: { _meta, ...params } });
  out.stream();
  const notifications = { toolsListChanged: true };
  out.event(said('notifications/subscriptions/acknowledged', { notifications }));
  const telling = setInterval(() => {
    if (!out.event(said('notifications/tools/list_changed', {}))) clearInterval(telling);
  }, 1000);
}

/** The options of TLS, with what their files hold now. */
function secured(tls) {
  const options = JSON.parse(tls);
  for (const name of ['key', 'cert', 'ca']) {
    if (options[name] !== undefined) options[name] = readFileSync(options[name]);
  }
  return options;
}

if (where === '--stdio') {
  createInterface({ input: process.stdin }).on('line', (line) => {
    const message = JSON.parse(line);
    if (message.id === undefined || message.method === undefined) return;
    if (message.method === 'tools/call') done(message, spoken);
    else spoken.whole(plain(message));
  });
} else {
  const server =
    tls === undefined ? createServer(serve) : createSecureServer(secured(tls), serve);
  // What was renewed is shown from the next handshake on.
  process.on('SIGHUP', () => server.setSecureContext(secured(tls)));
  server.keepAliveTimeout = 60000;
  server.listen({ port: Number(where), host: '127.0.0.1', backlog: 4096 });
}
