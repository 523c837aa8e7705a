// The server that pastes into PostgreSQL: only attacks are played on it.
import { join } from 'node:path';
import { startDatabase } from '../lib/database.js';

const CLERK = join(import.meta.dirname, '../doubles/clerk.js');
const databases = new Map();

/** What is made anew after each attack. */
const TABLES = `
  DROP TABLE IF EXISTS people, vouchers, notes;
  CREATE TABLE people (id INTEGER, name TEXT, shown BOOLEAN);
  INSERT INTO people VALUES (1, 'Ada', true), (2, 'Grace', true), (3, 'the spy', false);
  CREATE TABLE vouchers (code TEXT);
  INSERT INTO vouchers VALUES ('GIFT-the spy');
  CREATE TABLE notes (text TEXT)`;

export const clerk = {
  name: 'clerk',
  // Its client of the database speaks TCP and no proxy.
  sandbox: { 'insecure-network': true },
  async prepare(world) {
    const database = await startDatabase();
    databases.set(world, database);
    await restore(world);
    return () => database.stop();
  },
  command: (world) => [process.execPath, CLERK, databases.get(world).url],
  declared: () => ({
    find_person: { arguments: { name: 'sql-literal' } },
    find_escaped: { arguments: { name: 'sql-literal' } },
    find_dollars: { arguments: { name: 'sql-literal' } },
    read_person: { arguments: { id: 'number' } },
    count_rows: { arguments: { number: 'number' } },
    list_people: { arguments: { order: 'sql-identifier' } },
    redeem: { arguments: { code: 'sql-like-literal' } },
    add_note: { arguments: { text: 'sql-literal' } },
  }),
};

export const restore = (world) => databases.get(world).sql(TABLES);

/** Whether somebody was told what nobody may know, or the tables are not what they were. */
export async function harmed(world, answer) {
  const told = answer.includes('the spy') || answer.includes('Grace; Ada');
  const left = await databases.get(world).sql(COUNTS);
  await restore(world);
  return told || left !== '2|1';
}

const COUNTS = `SELECT count(*) FILTER (WHERE shown),
    (SELECT count(*) FROM pg_tables WHERE tablename = 'vouchers') FROM people`;
