// A client that is as plain as can be, of either era: it keeps to the protocol, tries nothing twice,
// and tells what it got byte for byte. Many of them make a crowd.
import { Agent, request } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';

const MODERN = '2026-07-28';
const LEGACY = '2025-11-25';
const LIMIT_MS = 60000;

export class Caller {
  #target;
  #era;
  #agent;
  #session;
  #next = 0;
  /** Whether its session is gone, as the server says. */
  lost = false;

  /** @param era `'modern'` or `'legacy'` */
  constructor(target, era, { sockets = 8 } = {}) {
    this.#target = target;
    this.#era = era;
    const options = { keepAlive: true, maxSockets: sockets, ...target.tls };
    this.#agent = target.url.startsWith('https') ? new SecureAgent(options) : new Agent(options);
  }

  get era() {
    return this.#era;
  }

  /** Asks somebody else from now on, with the session that it has. */
  turnTo(target) {
    this.#target = target;
  }

  /** Whether its session outlives a connection that failed, as it sees it. */
  survives() {
    return false;
  }

  /** Begins a session where the era has such; gives the status. */
  async open() {
    if (this.#era === 'modern') return 200;
    this.#session = undefined;
    const begun = await this.#ask('initialize', {
      protocolVersion: LEGACY,
      capabilities: { elicitation: { form: {} } },
      clientInfo: { name: 'days', version: '1' },
    });
    if (begun.status !== 200) return begun.status;
    this.#session = begun.headers['mcp-session-id'];
    this.lost = false;
    await this.#send({ jsonrpc: '2.0', method: 'notifications/initialized' }, {});
    return 200;
  }

  /**
   * Calls a tool: `{ status, headers, message, notes }`, where `message` is the response and
   * `notes` says how many notifications came before it. Throws if the connection fails.
   */
  call(name, args, { token, retry = {}, signal, meta } = {}) {
    const params = { name, arguments: args, ...retry };
    return this.#ask('tools/call', params, { name, token, signal, meta });
  }

  list(signal, meta) {
    return this.#ask('tools/list', {}, { signal, meta });
  }

  /** A stream that listens; `{ status, close }` once its head is there, `heard` grows meanwhile. */
  listen() {
    return this.#era === 'modern'
      ? this.#stream('POST', {
          jsonrpc: '2.0',
          id: ++this.#next,
          method: 'subscriptions/listen',
          params: this.#params({ notifications: { toolsListChanged: true } }),
        })
      : this.#stream('GET');
  }

  async close({ end = true } = {}) {
    try {
      if (end && this.#session !== undefined) await this.#exchange('DELETE', undefined, {});
    } finally {
      this.#session = undefined;
      this.#agent.destroy();
    }
  }

  async #ask(method, params, { name, token, signal, meta } = {}) {
    const id = ++this.#next;
    const message = { jsonrpc: '2.0', id, method, params: this.#params(params, token, meta) };
    const fields = name === undefined ? {} : { 'mcp-name': name };
    const answer = await this.#send(message, { ...fields, 'mcp-method': method }, signal);
    this.lost ||= this.#session !== undefined && answer.status === 404;
    const all = messages(answer);
    return {
      ...answer,
      message: all.find((one) => one.id === id || one.error !== undefined) ?? all.at(-1),
      notes: all.filter((one) => one.method !== undefined).length,
    };
  }

  #params(params, token, meta = {}) {
    const progress = token === undefined ? {} : { progressToken: token };
    const claim = {
      'io.modelcontextprotocol/protocolVersion': MODERN,
      'io.modelcontextprotocol/clientInfo': { name: 'days', version: '1' },
      'io.modelcontextprotocol/clientCapabilities': { elicitation: { form: {} } },
    };
    const _meta = { ...(this.#era === 'modern' ? claim : {}), ...progress, ...meta };
    return Object.keys(_meta).length === 0 ? params : { ...params, _meta };
  }

  #send(message, fields, signal) {
    return this.#exchange('POST', JSON.stringify(message), fields, signal);
  }

  #options(method, body, fields) {
    const modern = this.#era === 'modern';
    const session = this.#session === undefined ? {} : { 'mcp-session-id': this.#session };
    const version =
      modern || this.#session !== undefined
        ? { 'mcp-protocol-version': modern ? MODERN : LEGACY }
        : {};
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    return {
      method,
      agent: this.#agent,
      headers: {
        accept: 'application/json, text/event-stream',
        ...type,
        ...version,
        ...session,
        ...(modern ? fields : {}),
        ...this.#target.headers,
      },
    };
  }

  #exchange(method, body, fields, signal) {
    return new Promise((resolve, reject) => {
      const req = this.#request(this.#options(method, body, fields), (res) => {
        const parts = [];
        res.on('data', (part) => parts.push(part));
        res.on('error', reject);
        res.on('aborted', () => reject(new Error('the answer broke off')));
        res.on('end', () =>
          resolve({
            status: res.statusCode,
            headers: res.headers,
            body: Buffer.concat(parts).toString(),
          }),
        );
      });
      req.setTimeout(LIMIT_MS, () => req.destroy(new Error(`no answer in ${LIMIT_MS} ms`)));
      req.on('error', reject);
      signal?.addEventListener('abort', () => req.destroy(new Error('left')), { once: true });
      req.end(body);
    });
  }

  #stream(method, message) {
    const body = message === undefined ? undefined : JSON.stringify(message);
    const fields = message === undefined ? {} : { 'mcp-method': message.method };
    return new Promise((resolve, reject) => {
      const req = this.#request(this.#options(method, body, fields), (res) => {
        const stream = { status: res.statusCode, heard: 0, close: () => req.destroy() };
        res.on('data', (part) => (stream.heard += part.length));
        res.on('error', () => {});
        resolve(stream);
      });
      req.on('error', reject);
      req.end(body);
    });
  }

  #request(options, heard) {
    const { url } = this.#target;
    return url.startsWith('https')
      ? secureRequest(url, { ...options, ...this.#target.tls }, heard)
      : request(url, options, heard);
  }
}

/** The messages of an answer, be it one or a stream of them. */
function messages({ headers, body }) {
  if (headers['content-type']?.startsWith('text/event-stream')) {
    return body
      .split('\n')
      .filter((line) => line.startsWith('data: {'))
      .map((line) => JSON.parse(line.slice(6)));
  }
  return body.startsWith('{') ? [JSON.parse(body)] : [];
}

/** The call was done, as far as its client can tell. */
export const isDone = ({ status, message }) =>
  status === 200 && message?.result !== undefined && message.result.isError !== true &&
  message.result.resultType !== 'input_required';

/** The call was refused, or failed: nobody said that it was done. */
export const isRefusal = (answer) => !isDone(answer);
