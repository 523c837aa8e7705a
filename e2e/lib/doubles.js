// Real servers with something between them and the gateway.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DOUBLES = join(import.meta.dirname, '../doubles');

const wrapped = (server, double, args) => ({
  ...server,
  command: (world) => [
    process.execPath,
    join(DOUBLES, double),
    ...args(world),
    ...server.command(world),
  ],
});

const heardIn = (world) => join(world, 'heard.jsonl');
const turnedIn = (world) => join(world, 'turned');

/** The same server, with all that reaches it written down. */
export const witnessed = (server) => wrapped(server, 'witness.js', (world) => [heardIn(world)]);

/** What has reached a witnessed server so far. */
export const heard = (world) =>
  existsSync(heardIn(world)) ? readFileSync(heardIn(world), 'utf8') : '';

/** The same server, until it is turned; from then on one tool of it is described otherwise. */
export const turnable = (server, tool) =>
  wrapped(server, 'turncoat.js', (world) => [turnedIn(world), tool]);

export const turn = (world) => writeFileSync(turnedIn(world), '');
