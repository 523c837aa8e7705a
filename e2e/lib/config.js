// The one place that knows how the gateway is configured for these cases: every control as it is by
// default, a policy that allows all that the servers offer, and what an operator would declare about
// arguments that the gateway cannot know.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';

/**
 * Writes the configuration of a gateway in `folder` and returns the file.
 *
 * @param servers the servers, as `[{ id, server, target, world }]`
 */
export function writeConfig(folder, port, servers) {
  const file = join(folder, 'portreeve.yaml');
  writeFileSync(file, stringify(config(port, servers), { aliasDuplicateObjects: false }));
  return file;
}

function config(port, servers) {
  return {
    listen: `127.0.0.1:${port}`,
    data: 'data',
    http: { 'sse-path': '/sse' },
    authentication: { 'insecure-anonymous': { principal: 'e2e' } },
    servers: Object.fromEntries(servers.map((one) => [one.id, serverSettings(one)])),
    transparent: servers.length === 1,
    policy: { allow: [{ name: 'all', tools: ['*'], prompts: ['*'], resources: ['*'] }] },
    pinning: { 'first-seen': 'approve' },
    limits: { 'requests-per-minute': 6000, concurrent: 32, sessions: 64, streams: 64 },
  };
}

/** How the gateway shows itself to a provider as that client; its secret is a file in this folder. */
export function asClient(folder, { id, secret }) {
  const file = join(folder, `${encodeURIComponent(id)}.secret`); // an id may be a URL
  writeFileSync(file, secret, { mode: 0o600 });
  return { 'client-id': id, 'client-secret': `file:${file}` };
}

/** The settings of a server that the gateway starts as its child, in a world of its own. */
export const behind = (server, world) =>
  serverSettings({ server, target: childOf(server, world), world });

/** How a server is started by whoever wants to be its client. */
export const childOf = (server, world) => ({
  command: server.command(world),
  env: server.env?.(world) ?? {},
  cwd: world,
});

function serverSettings({ server, target: { command, env = {}, url }, world }) {
  return {
    ...(command === undefined ? { url } : child(command, env, world)),
    ...(command === undefined ? {} : { sandbox: { write: [world], ...server.sandbox } }),
    'may-ask': ['elicitation-form', 'sampling', 'roots'],
    // What a server is told that asks outside of any call.
    roots: (server.roots?.(world) ?? []).map(({ uri }) => uri),
    tools: server.declared?.(world) ?? {},
  };
}

function child(command, env, world) {
  const environment = Object.entries(env).map(([name, value]) => [name, `text:${value}`]);
  return { command, environment: Object.fromEntries(environment), directory: world };
}
