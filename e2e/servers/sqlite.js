// A server that gives its clients an SQLite database.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { program } from '../lib/packages.js';
import { UNKNOWN } from './world.js';

export const sqlite = {
  name: 'sqlite',
  command: (world) => program('mcp-server-sqlite-npx', database(world)),
  /** Its tools take whole statements, which is what they are for. */
  declared: () => ({
    ...Object.fromEntries(
      ['create_table', 'write_query', 'read_query'].map((tool) => [
        tool,
        { arguments: { query: 'any' } },
      ]),
    ),
    describe_table: { arguments: { table_name: 'sql-identifier' } },
  }),
  script(world, label) {
    const table = tableOf(label);
    return [
      { tools: true },
      {
        call: 'create_table',
        with: { query: `CREATE TABLE ${table} (id INTEGER PRIMARY KEY, name TEXT)` },
      },
      {
        call: 'write_query',
        with: { query: `INSERT INTO ${table} (name) VALUES ('Ada'), ('Grace')` },
      },
      {
        call: 'write_query',
        with: { query: `UPDATE ${table} SET name = 'Ada Lovelace' WHERE id = 1` },
      },
      { call: 'read_query', with: { query: `SELECT id, name FROM ${table} ORDER BY id` } },
      { call: 'describe_table', with: { table_name: table }, extra: true },
      { call: 'read_query', with: { query: 'SELECT nothing FROM nowhere' }, refused: true },
      UNKNOWN,
    ];
  },
  verify(world, label) {
    const db = new DatabaseSync(database(world), { readOnly: true });
    try {
      const rows = db.prepare(`SELECT id, name FROM ${tableOf(label)} ORDER BY id`).all();
      assert.deepEqual(
        rows.map(({ id, name }) => [id, name]),
        [
          [1, 'Ada Lovelace'],
          [2, 'Grace'],
        ],
      );
    } finally {
      db.close();
    }
  },
};

export const database = (world) => join(world, 'data.db');

const tableOf = (label) => `t_${label.replaceAll('-', '_')}`;
