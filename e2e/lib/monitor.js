// What a monitor hears of a gateway, at its listener for operations.
import { Agent, get } from 'node:http';

const PATIENCE_MS = 10000;
/** Whether the store can be written is known when its lock was waited for, by all who came before. */
const STORE_PATIENCE_MS = 60000;

/** Whether it lives: `{ status, said }`. */
export const health = (port) => ask(port, '/healthz', PATIENCE_MS);

/** Whether it can do its work: `{ status, said }`. */
export const readiness = (port) => ask(port, '/readyz', STORE_PATIENCE_MS);

/** What it counts: the numbers of `/metrics` by their names, with their labels. */
export async function samples(port) {
  const { said } = await ask(port, '/metrics', STORE_PATIENCE_MS);
  const lines = said.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.replace(/ \S+$/, ''), Number(line.split(' ').at(-1))]));
}

/** Over a connection of its own, as from somebody who was not there before. */
function ask(port, path, timeout) {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, agent: new Agent(), timeout };
    const request = get(options, (res) => {
      let said = '';
      res.setEncoding('utf8');
      res.on('data', (part) => (said += part));
      res.on('end', () => resolve({ status: res.statusCode, said }));
    });
    request.on('timeout', () => request.destroy(new Error(`no answer to ${path}`)));
    request.on('error', reject);
  });
}
