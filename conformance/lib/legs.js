// What is run: every leg of the proof, in order.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const NEW = '2026-07-28';
export const OLD = '2025-11-25';
export const OLDER = '2025-06-18';

const FOLDER = join(import.meta.dirname, '../expected-failures');

/** The failures that a leg is known to have, each with its reason; none without a file. */
export function expectedFailures(name) {
  if (name === undefined) return [];
  const list = parse(readFileSync(join(FOLDER, name), 'utf8')).expected ?? [];
  for (const entry of list) {
    if (!entry.scenario || !entry.checks?.length || !entry.reason) {
      throw new Error(`${name}: an entry needs scenario, checks and reason`);
    }
  }
  return list;
}

/** Server legs, by what the fixture behind the gateway speaks: one gateway serves each group. */
export const SERVER_LEGS = [
  {
    fixture: 'dual',
    legs: [
      { name: 'new client, server of both eras', revision: NEW, atLeast: 37 },
      {
        name: 'old client, server of both eras',
        revision: OLD,
        atLeast: 30,
        expected: 'old-client.yml',
      },
      { name: '2025-06-18 client, server of both eras', revision: OLDER, atLeast: 27 },
    ],
  },
  {
    fixture: 'modern',
    legs: [
      { name: 'new client, new server', revision: NEW, atLeast: 37 },
      {
        name: 'old client, new server',
        revision: OLD,
        atLeast: 26,
        expected: 'old-client.yml',
      },
    ],
  },
  {
    fixture: 'legacy',
    legs: [
      { name: 'old client, old server', revision: OLD, atLeast: 30, expected: 'old-client.yml' },
      {
        name: 'new client, old server',
        revision: NEW,
        atLeast: 34,
        expected: 'new-client-old-server.yml',
      },
      { name: '2025-06-18 client, old server', revision: OLDER, atLeast: 27 },
    ],
  },
];

/** Extensions of the client side whose scenarios no revision scores, and that the gateway is for. */
const EXTENSIONS = [
  'auth/client-credentials-basic',
  'auth/client-credentials-jwt',
  'auth/enterprise-managed-authorization',
];

/** Client legs: the suite plays the server; `client` is the revision our own client speaks. */
export const CLIENT_LEGS = [
  {
    name: 'suite as new server, new client',
    revision: NEW,
    client: NEW,
    atLeast: 32,
    expected: 'suite-new-server-new-client.yml',
  },
  { name: 'suite as old server, old client', revision: OLD, client: OLD, atLeast: 18 },
  {
    name: 'suite as new server with extensions, new client',
    revision: NEW,
    client: NEW,
    scenarios: EXTENSIONS,
    atLeast: EXTENSIONS.length,
  },
  {
    name: 'suite as new server, old client',
    revision: NEW,
    client: OLD,
    expected: 'suite-new-server-old-client.yml',
  },
  {
    name: 'suite as old server, new client',
    revision: OLD,
    client: NEW,
    expected: 'suite-old-server-new-client.yml',
  },
];
