// Stands in for the gateway when the harness itself is tested: started with the gateway's command
// line, it hands every request to the upstream as it is, except for what its fault changes.
//
//   stand-in.js FAULT run -c FILE --listen HOST:PORT --upstream URL --data FOLDER
import http from 'node:http';
import { parseArgs } from 'node:util';

const FAULTS = {
  none: {},
  /** Tells the upstream its own name, so that its check of the Host header sees nothing wrong. */
  'rewrites-host': {
    headers: (headers, upstream) => ({ ...headers, host: upstream.host, origin: upstream.origin }),
  },
  /** Loses a member of every result that says how long it may be cached. */
  'loses-ttl': { body: (text) => text.replaceAll(/"ttlMs":\d+,?/g, '') },
  /** Answers everything, but nothing with sense. */
  'answers-nonsense': { body: () => '{}' },
};

const [name, ...rest] = process.argv.slice(2);
const { headers: changeHeaders = (headers) => headers, body: changeBody } = FAULTS[name];
const { values } = parseArgs({
  args: rest,
  allowPositionals: true,
  options: {
    config: { type: 'string', short: 'c' },
    listen: { type: 'string' },
    upstream: { type: 'string' },
    data: { type: 'string' },
  },
});
const upstream = new URL(values.upstream);
const [host, port] = values.listen.split(':');

http
  .createServer((request, response) => {
    const forwarded = http.request(
      upstream,
      { method: request.method, headers: changeHeaders(request.headers, upstream) },
      (answer) => relay(answer, response).catch(() => response.destroy()),
    );
    forwarded.once('error', () => response.writeHead(502).end());
    response.once('close', () => forwarded.destroy());
    request.pipe(forwarded);
  })
  .listen(Number(port), host);

async function relay(answer, response) {
  const { 'content-length': _, ...headers } = answer.headers;
  response.writeHead(answer.statusCode, changeBody === undefined ? answer.headers : headers);
  response.flushHeaders();
  answer.setEncoding('utf8');
  for await (const chunk of answer)
    response.write(changeBody === undefined ? chunk : changeBody(chunk));
  response.end();
}
