// The PostgreSQL server of the protocol's authors, which speaks 2024-11-05. It wraps what it is asked
// in a read-only transaction, which whoever may write statements can end.
import assert from 'node:assert/strict';
import { startDatabase } from '../lib/database.js';
import { program } from '../lib/packages.js';
import { UNKNOWN } from './world.js';

const PEOPLE = 'SELECT id, name FROM people ORDER BY id';
const databases = new Map();

export const postgres = {
  name: 'postgres of 2024-11-05',
  // Its client of the database speaks TCP and no proxy.
  sandbox: { 'insecure-network': true },
  async prepare(world) {
    const database = await startDatabase();
    databases.set(world, database);
    await database.sql('CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL)');
    await database.sql("INSERT INTO people VALUES (1, 'Ada Lovelace'), (2, 'Grace Hopper')");
    await database.sql('CREATE TABLE engines (id INTEGER PRIMARY KEY, mill BOOLEAN)');
    return () => database.stop();
  },
  command: (world) => program('@modelcontextprotocol/server-postgres', databaseOf(world).url),
  /** Its only tool takes whole statements, which is what it is for. */
  declared: () => ({ query: { arguments: { sql: 'any' } } }),
  /** Another one in every world. */
  address: host,
  script: (world) => [
    { tools: true },
    { resources: true },
    { read: `${host(world)}/people/schema` },
    { call: 'query', with: { sql: PEOPLE } },
    { call: 'query', with: { sql: 'SELECT count(*) AS people FROM people' }, extra: true },
    { call: 'query', with: { sql: "INSERT INTO people VALUES (3, 'Eve')" }, refused: true },
    { call: 'query', with: { sql: 'SELECT nothing FROM nowhere' }, refused: true, extra: true },
    UNKNOWN,
  ],
  async verify(world) {
    assert.equal(await databaseOf(world).sql(PEOPLE), '1|Ada Lovelace\n2|Grace Hopper');
  },
};

export const databaseOf = (world) => databases.get(world);

function host(world) {
  return databaseOf(world).url.replace(/\/postgres$/, '');
}
