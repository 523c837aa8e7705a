// The one place that knows how the gateway is configured for these cases: every control as it is by
// default, a policy that allows all that the servers offer, and what an operator would declare about
// arguments that the gateway cannot know.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';

/**
 * Writes the configuration of a gateway in `folder` and returns the file.
 *
 * @param behind the servers, as `[{ id, server, target, world }]`
 */
export function writeConfig(folder, port, behind) {
  const file = join(folder, 'portreeve.yaml');
  writeFileSync(file, stringify(config(port, behind), { aliasDuplicateObjects: false }));
  return file;
}

function config(port, behind) {
  return {
    listen: `127.0.0.1:${port}`,
    data: 'data',
    http: { 'sse-path': '/sse' },
    authentication: { 'insecure-anonymous': { principal: 'e2e' } },
    servers: Object.fromEntries(behind.map((one) => [one.id, serverSettings(one)])),
    transparent: behind.length === 1,
    policy: { allow: [{ name: 'all', tools: ['*'], prompts: ['*'], resources: ['*'] }] },
    pinning: { 'first-seen': 'approve' },
    limits: { 'requests-per-minute': 6000, concurrent: 32, sessions: 64, streams: 64 },
  };
}

function serverSettings({ server, target: { command, env = {}, url }, world }) {
  return {
    ...(command === undefined ? { url } : child(command, env, world)),
    'may-ask': ['elicitation-form', 'sampling', 'roots'],
    tools: server.declared?.(world) ?? {},
  };
}

function child(command, env, world) {
  const environment = Object.entries(env).map(([name, value]) => [name, `text:${value}`]);
  return { command, environment: Object.fromEntries(environment), directory: world };
}
