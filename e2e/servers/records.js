// A published PostgreSQL server with a tool for each statement. It pastes names of tables, names of
// columns and conditions into statements as they come, and binds only the values.
import { startDatabase } from '../lib/database.js';
import { program } from '../lib/packages.js';

const databases = new Map();

/** What is made anew after each attack. */
const TABLES = `
  DROP TABLE IF EXISTS people, vault, engines;
  CREATE TABLE people (id INTEGER, name TEXT);
  INSERT INTO people VALUES (1, 'Ada'), (2, 'Grace');
  CREATE TABLE vault (secret TEXT);
  INSERT INTO vault VALUES ('the secret plans');
  CREATE TABLE engines (id INTEGER)`;

export const records = {
  name: 'records in PostgreSQL',
  // Its client of the database speaks TCP and no proxy.
  sandbox: { 'insecure-network': true },
  async prepare(world) {
    const database = await startDatabase();
    databases.set(world, database);
    await restore(world);
    return () => database.stop();
  },
  command: (world) => program('enhanced-postgres-mcp-server', databases.get(world).url),
  /** Beside a condition the name of a table is known for one; here nothing says that it is. */
  declared: () => ({ insert: { arguments: { table: 'sql-identifier', '/data/name': 'sql-literal' } } }),
};

const restore = (world) => databases.get(world).sql(TABLES);

const ask = (world, statement) => databases.get(world).sql(statement);

/** What the people from this id on are called. */
export const namesFrom = async (world, id) =>
  JSON.parse(await ask(world, `SELECT json_agg(name ORDER BY id) FROM people WHERE id >= ${id}`));

/** Whether somebody was told what nobody may know, or lost what nobody may touch. */
export async function harmed(world, answer) {
  const left = await ask(
    world,
    "SELECT count(*) FILTER (WHERE id IN (1, 2)), to_regclass('engines') FROM people",
  );
  await restore(world);
  return answer.includes('the secret plans') || left !== '2|engines';
}
