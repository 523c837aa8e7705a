// Sets the scene of a group: a folder for the server to work in, the server itself where it is not
// a child of its client, and the gateway in front of it.
import { join } from 'node:path';
import { accepts, start } from '../../conformance/lib/background.js';
import { gatewayCommand } from '../../conformance/lib/gateway.js';
import { freePort } from '../../conformance/lib/ports.js';
import { writeConfig } from './config.js';
import { makeWorld } from './servers.js';

const GATEWAY_READY_MS = 300000;

/** The server as a client meets it without a gateway. */
export async function openDirectly(server, folder) {
  const world = makeWorld(join(folder, 'world'), server);
  if (server.command !== undefined && server.serve === undefined) {
    const target = { command: server.command(world), env: server.env?.(world) ?? {}, cwd: world };
    return { world, target, output: () => '', close: async () => {} };
  }
  const { url, program } = await serve(server, world, folder);
  return {
    world,
    target: { url, sse: server.sse },
    output: () => program.output(),
    close: () => program.stop(),
  };
}

/** The gateway with the server behind it, as a child of the gateway or over HTTP. */
export async function openThroughGateway(server, folder) {
  const behind = await openDirectly(server, folder);
  try {
    const port = await freePort();
    const config = writeConfig(folder, port, server, behind);
    const gateway = await start('the gateway', [...gatewayCommand(), 'run', '-c', config], {
      log: join(folder, 'gateway.log'),
      cwd: folder,
      ready: accepts(port),
      readyMs: GATEWAY_READY_MS,
    });
    return {
      world: behind.world,
      target: { url: `http://127.0.0.1:${port}/mcp` },
      output: () => gateway.output() + behind.output(),
      close: async () => {
        await gateway.stop();
        await behind.close();
      },
    };
  } catch (error) {
    await behind.close();
    throw error;
  }
}

async function serve(server, world, folder) {
  const port = await freePort();
  const { command, env } = server.serve(port);
  const program = await start(server.name, command, {
    log: join(folder, 'server.log'),
    cwd: world,
    env,
    ready: accepts(port),
  });
  return { url: server.url(port), program };
}
