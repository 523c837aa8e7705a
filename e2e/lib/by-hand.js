// Requests made by hand, to see the answer as HTTP has it.

/** What a request that says nothing is told by whoever let its sender in, and by whoever did not. */
export const LET_IN = 400;
export const TURNED_AWAY = 401;
/** What somebody is told who is known, and may not. */
export const FORBIDDEN = 403;

const VERSION = '2026-07-28';

/** The status of a request with a token, and nothing in it. */
export const knock = async (...shown) => (await ask(...shown)).status;

export function ask(url, token, { scheme = 'Bearer', proof } = {}) {
  const headers = { 'content-type': 'application/json' };
  if (token !== undefined) headers.authorization = `${scheme} ${token}`;
  if (proof !== undefined) headers.dpop = proof;
  return fetch(url, { method: 'POST', headers, body: '{}' });
}

/** A name as a header field has it, whatever stands in it. */
const field = (name) =>
  /^[!-~]+$/.test(name) ? name : `=?base64?${Buffer.from(name).toString('base64')}?=`;

/** Calls a tool in the stateless revision. */
export function call(url, token, name, args, { scheme = 'Bearer', proof } = {}) {
  const shown = proof === undefined ? {} : { dpop: proof };
  return fetch(url, {
    method: 'POST',
    headers: {
      ...shown,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      authorization: `${scheme} ${token}`,
      'mcp-protocol-version': VERSION,
      'mcp-method': 'tools/call',
      'mcp-name': field(name),
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: {
        name,
        arguments: args,
        _meta: {
          'io.modelcontextprotocol/protocolVersion': VERSION,
          'io.modelcontextprotocol/clientCapabilities': {},
        },
      },
    }),
  });
}
