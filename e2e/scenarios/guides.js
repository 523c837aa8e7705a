// Somebody who knows nothing types what the guides say, line by line, and sees what they show.
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatewayCommand } from '../../conformance/lib/gateway.js';
import { blocks, Follower } from '../lib/guide.js';

const GUIDES = join(import.meta.dirname, '../../docs/guides');

export const guides = {
  name: 'guides',
  async play(stage) {
    const path = programs(stage.folder);
    for (const name of readdirSync(GUIDES).sort()) await follow(stage, name, path);
  },
};

/** A directory with the command by the name that the guides call it. */
function programs(folder) {
  const path = join(folder, 'bin');
  mkdirSync(path);
  const command = gatewayCommand().map((word) => `'${word}'`).join(' ');
  writeFileSync(join(path, 'portreeve'), `#!/bin/sh\nexec ${command} "$@"\n`, { mode: 0o755 });
  return path;
}

async function follow(stage, name, path) {
  const directory = mkdtempSync(join(stage.folder, 'guide-'));
  const follower = new Follower(directory, path);
  stage.atEnd(() => follower.close());
  for (const block of blocks(join(GUIDES, name)).filter(({ words }) => words.length > 0)) {
    await stage.check(`${name}, line ${block.line}`, () => follower.follow(block));
  }
  await follower.close();
}
