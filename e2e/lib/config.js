// The one place that knows how the gateway is configured for these cases.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';

export function writeConfig(folder, port, server, { target, world }) {
  const file = join(folder, 'portreeve.yaml');
  writeFileSync(file, stringify(config(folder, port, server, target, world)));
  return file;
}

function config(folder, port, server, target) {
  return {
    listen: `127.0.0.1:${port}`,
    state: join(folder, 'state'),
    upstreams: {
      server: target.command ? { command: target.command, env: target.env } : { url: target.url },
    },
  };
}
