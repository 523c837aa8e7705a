// The folder that a server keeps its things in, and what every server has to do alike.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** A call that no server knows; dear clients leave it out. */
export const UNKNOWN = { call: 'no-such-tool', refused: true, extra: true };

/** Makes the folder and what the server needs besides; gives `close`, which ends the latter. */
export async function makeWorld(folder, server) {
  mkdirSync(files(folder), { recursive: true });
  const close = await server.prepare?.(folder);
  return { world: folder, close: close ?? (async () => {}) };
}

export const files = (world) => join(world, 'files');
