// Sets the scene of a group: a folder for the server to work in, the server itself where it is not
// a child of its client, and the gateway in front of it.
import { join } from 'node:path';
import { accepts, start } from '../../conformance/lib/background.js';
import { gatewayCommand } from '../../conformance/lib/gateway.js';
import { freePort } from '../../conformance/lib/ports.js';
import { childOf, writeConfig } from './config.js';
import { makeWorld } from '../servers/world.js';
import { runApart } from './together.js';

const GATEWAY_READY_MS = 300000;

/** The server as a client meets it without a gateway. */
export async function openDirectly({ server }, folder) {
  const behind = await openServer(server, folder);
  return {
    world: behind.world,
    run: (client, target, script, clientFolder, label) =>
      server.parts === undefined
        ? client.run({ ...behind.target, ...target }, script, clientFolder)
        : runApart(client, behind.targets, server, behind.world, label, clientFolder),
    output: behind.output,
    close: behind.close,
  };
}

/** The gateway with the server behind it, entered over HTTP, over HTTP+SSE or over stdio. */
export async function openThroughGateway({ server, entry = 'http' }, folder) {
  const behind = await openServer(server, folder);
  try {
    const port = await freePort();
    const config = writeConfig(folder, port, parts(server, behind));
    const gateway = await ENTRIES[entry](folder, port, config);
    return {
      world: behind.world,
      run: (client, target, script, clientFolder) =>
        client.run({ ...gateway.target, ...target }, script, clientFolder),
      output: () => gateway.output() + behind.output(),
      close: async () => {
        await gateway.close();
        await behind.close();
      },
    };
  } catch (error) {
    await behind.close();
    throw error;
  }
}

const ENTRIES = {
  http: async (folder, port, config) =>
    listening(folder, port, config, { url: `http://127.0.0.1:${port}/mcp` }),
  sse: async (folder, port, config) =>
    listening(folder, port, config, { url: `http://127.0.0.1:${port}/sse`, sse: true }),
  stdio: async (folder, port, config) => ({
    target: { command: [...gatewayCommand(), 'stdio', '-c', config], cwd: folder },
    output: () => '',
    close: async () => {},
  }),
};

async function listening(folder, port, config, target) {
  const program = await start('the gateway', [...gatewayCommand(), 'run', '-c', config], {
    log: join(folder, 'gateway.log'),
    cwd: folder,
    ready: accepts(port),
    readyMs: GATEWAY_READY_MS,
  });
  return { target, output: () => program.output(), close: () => program.stop() };
}

function parts(server, { world, target, targets }) {
  if (server.parts === undefined) return [{ id: 'server', server, target, world }];
  return Object.entries(server.parts).map(([id, part]) => ({
    id,
    server: part,
    target: targets[id],
    world,
  }));
}

/** The server, or the servers that are together one, in a new world. */
async function openServer(server, folder) {
  const { world, close } = await makeWorld(join(folder, 'world'), server);
  try {
    const opened = await openIn(world, server, folder);
    return {
      ...opened,
      world,
      close: async () => {
        await opened.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openIn(world, server, folder) {
  if (server.parts !== undefined) {
    const targets = Object.entries(server.parts).map(([id, part]) => [id, childOf(part, world)]);
    return { ...NOTHING_RUNS, targets: Object.fromEntries(targets) };
  }
  if (server.serve === undefined) return { ...NOTHING_RUNS, target: childOf(server, world) };
  const port = await freePort();
  const { command, env } = server.serve(port);
  const program = await start(server.name, command, {
    log: join(folder, 'server.log'),
    cwd: world,
    env,
    ready: accepts(port),
  });
  return {
    target: { url: server.url(port), sse: server.sse },
    output: () => program.output(),
    close: () => program.stop(),
  };
}

/** A child of its client begins and ends with it. */
const NOTHING_RUNS = { output: () => '', close: async () => {} };
