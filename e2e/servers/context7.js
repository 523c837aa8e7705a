// A server that speaks both eras.
import { program } from '../lib/packages.js';
import { UNKNOWN } from './world.js';

/** Its tools ask a service on the Internet, so they are listed and not called. */
const context7 = {
  dualEra: true,
  script: () => [{ tools: true }, UNKNOWN],
};
export const context7Stdio = {
  ...context7,
  name: 'context7, stdio',
  command: () => program('@upstash/context7-mcp'),
};
export const context7Http = {
  ...context7,
  name: 'context7, HTTP',
  serve: (port) => ({
    command: program('@upstash/context7-mcp', '--transport', 'http', '--port', String(port)),
  }),
  url: (port) => `http://127.0.0.1:${port}/mcp`,
};
