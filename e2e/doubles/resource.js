// A server of revision 2026-07-28 that works with the rights of whoever's token it is shown: it asks the identity
// provider what the token is worth, as a careful server would, and remembers all that reached it. Where it is told whose
// tokens it takes, it tells whoever has none (RFC 9728). Where its tools need scopes, it tells whoever lacks one (RFC 6750).
import { createServer } from 'node:http';

const WHOAMI = 'whoami';
const tool = (name) => ({ name, description: 'Says who asks.', inputSchema: { type: 'object', properties: {} } });
const PAGE = { resultType: 'complete', ttlMs: 0, cacheScope: 'private' };

export class Resource {
  received = [];
  #server;
  #worth;
  #issuer;
  #needs;

  /** `worth` gives what a token is worth here: its claims, or nothing; `needs` the scope of each tool. */
  static async start(worth, issuer, needs = {}) {
    const resource = new Resource(worth, issuer, needs);
    await new Promise((listening) => resource.#server.listen(0, '127.0.0.1', listening));
    return resource;
  }

  constructor(worth, issuer, needs) {
    this.#worth = worth;
    this.#issuer = issuer;
    this.#needs = needs;
    this.#server = createServer(async (request, response) => {
      const { status, body, fields } = await this.#answer(request);
      response.writeHead(status, { 'content-type': 'application/json', ...fields });
      response.end(body === undefined ? '' : JSON.stringify(body));
    });
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}/mcp`;
  }

  /** The tokens that it was shown, each once. */
  get tokens() {
    return [...new Set(this.received.map(({ token }) => token))];
  }

  get #metadata() {
    return new URL('/.well-known/oauth-protected-resource/mcp', this.url);
  }

  async #answer(request) {
    if (this.#issuer && request.url === this.#metadata.pathname) {
      const body = { resource: this.url, authorization_servers: [this.#issuer] };
      return { status: 200, body };
    }
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const [scheme, token] = (request.headers.authorization ?? '').split(' ');
    this.received.push({ token, all: `${request.url} ${JSON.stringify(request.rawHeaders)} ${body}` });
    const claims = scheme === 'Bearer' ? await this.#worth(token) : undefined;
    const { id, method, params } = body === '' ? {} : JSON.parse(body);
    const scope = this.#needs[params?.name ?? WHOAMI];
    if (claims === undefined) return { status: 401, fields: this.#challenge({ scope }) };
    if (scope !== undefined && !claims.scope.split(' ').includes(scope)) {
      return { status: 403, fields: this.#challenge({ error: 'insufficient_scope', scope }) };
    }
    if (id === undefined) return { status: 202 };
    return { status: 200, body: { jsonrpc: '2.0', id, result: { ...PAGE, ...this.#result(method, claims) } } };
  }

  #challenge(more) {
    if (!this.#issuer) return {};
    const said = Object.entries({ resource_metadata: this.#metadata, ...more })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name}="${value}"`);
    return { 'www-authenticate': `Bearer ${said.join(', ')}` };
  }

  #result(method, { preferred_username: user }) {
    switch (method) {
      case 'server/discover':
        return { supportedVersions: ['2026-07-28'], capabilities: { tools: {} } };
      case 'tools/list':
        return { tools: Object.keys({ [WHOAMI]: '', ...this.#needs }).map(tool) };
      case 'tools/call':
        return { content: [{ type: 'text', text: `you are ${user}` }] };
      default:
        return {};
    }
  }

  stop() {
    this.#server.closeAllConnections();
    return new Promise((closed) => this.#server.close(closed));
  }
}
