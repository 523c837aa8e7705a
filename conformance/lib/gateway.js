// Starts the gateway under test. PORTREEVE_CMD names another command to start in its place.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { accepts, start } from './background.js';
import { freePort } from './ports.js';

const ROOT = resolve(import.meta.dirname, '../..');
export const CONFIG = process.env.PORTREEVE_CONFIG ?? join(ROOT, 'examples/conformance.yaml');
/** The first start may have to build. */
const READY_MS = 300000;

export const gatewayCommand = () =>
  process.env.PORTREEVE_CMD?.split(' ') ?? [join(ROOT, 'portreeve')];

/** A gateway in front of one upstream, as `{ url, stop, runs, output }`; its state lives in a new folder. */
export async function startGateway(upstream, { config = CONFIG, folder = newFolder(), env = {} } = {}) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/mcp`;
  const program = await start(
    'the gateway',
    [
      ...gatewayCommand(),
      'run',
      '-c',
      config,
      '--listen',
      `127.0.0.1:${port}`,
      '--upstream',
      upstream,
      '--data',
      join(folder, 'data'),
    ],
    { log: join(folder, 'gateway.log'), cwd: folder, env, ready: accepts(port), readyMs: READY_MS },
  );
  return {
    url,
    stop: () => program.stop(),
    runs: () => program.runs(),
    output: () => program.output(),
  };
}

export async function throughGateway(upstream, use, options = {}) {
  const gateway = await startGateway(upstream, options);
  try {
    await use(gateway.url);
  } catch (error) {
    console.error(gateway.output());
    throw error;
  } finally {
    await gateway.stop();
  }
}

export const newFolder = () =>
  mkdtempSync(join(process.env.CONFORMANCE_FOLDER ?? tmpdir(), 'gateway-'));
