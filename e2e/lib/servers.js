// The real servers: how each is started, what a client does with it, and what that must have left
// behind on disk. A script works under a name of its own, so that many clients can share a server.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { binary } from './packages.js';
import { together } from './together.js';

const UNKNOWN = { call: 'no-such-tool', refused: true, extra: true };

const filesystem = {
  name: 'filesystem',
  command: (world) => binary('mcp-server-filesystem', files(world)),
  /** Every tool but one takes a path, or several. */
  declared(world) {
    const path = { kind: 'path', root: files(world) };
    const onePath = [
      'read_text_file',
      'write_file',
      'edit_file',
      'create_directory',
      'list_directory',
    ];
    return Object.fromEntries(onePath.map((tool) => [tool, { arguments: { path } }]));
  },
  script(world, label) {
    const folder = join(files(world), label);
    const path = join(folder, 'notes.txt');
    return [
      { tools: true },
      { call: 'create_directory', with: { path: folder } },
      { call: 'write_file', with: { path, content: 'first line\nsecond line\n' } },
      { call: 'read_text_file', with: { path }, extra: true },
      { call: 'edit_file', with: { path, edits: [{ oldText: 'second', newText: 'last' }] } },
      { call: 'list_directory', with: { path: folder }, extra: true },
      { call: 'read_text_file', with: { path: '/etc/hostname' }, refused: true },
      {
        call: 'read_text_file',
        with: { path: join(folder, '../../../outside.txt') },
        refused: true,
        extra: true,
      },
      UNKNOWN,
    ];
  },
  verify(world, label) {
    assert.equal(
      readFileSync(join(files(world), label, 'notes.txt'), 'utf8'),
      'first line\nlast line\n',
    );
  },
};

const filesystemWithRoots = {
  ...filesystem,
  name: 'filesystem, client roots',
  roots: (world) => [{ uri: `file://${join(files(world), 'rooted')}`, name: 'rooted' }],
  prepare: (world) => mkdirSync(join(files(world), 'rooted'), { recursive: true }),
  script: (world, label) => [
    { call: 'list_allowed_directories' },
    {
      call: 'write_file',
      with: { path: join(files(world), 'rooted', `${label}.txt`), content: 'inside' },
    },
    {
      call: 'write_file',
      with: { path: join(files(world), `${label}.txt`), content: 'outside' },
      refused: true,
    },
  ],
  verify(world, label) {
    assert.equal(readFileSync(join(files(world), 'rooted', `${label}.txt`), 'utf8'), 'inside');
    assert.equal(existsSync(join(files(world), `${label}.txt`)), false);
  },
};

const memory = {
  name: 'memory',
  command: () => binary('mcp-server-memory'),
  env: (world) => ({ MEMORY_FILE_PATH: graph(world) }),
  script(world, label) {
    const ada = `Ada of ${label}`;
    const engine = `engine of ${label}`;
    const entity = (name, entityType, said) => ({ name, entityType, observations: [said] });
    return [
      { tools: true },
      {
        call: 'create_entities',
        with: {
          entities: [entity(ada, 'person', 'wrote notes'), entity(engine, 'machine', 'has a mill')],
        },
      },
      {
        call: 'create_relations',
        with: { relations: [{ from: ada, to: engine, relationType: 'describes' }] },
      },
      {
        call: 'add_observations',
        with: { observations: [{ entityName: ada, contents: ['translated a paper'] }] },
      },
      { call: 'open_nodes', with: { names: [ada] } },
      { call: 'delete_entities', with: { entityNames: [engine] } },
      { call: 'search_nodes', with: { query: engine }, extra: true },
      UNKNOWN,
    ];
  },
  verify(world, label) {
    const entries = readFileSync(graph(world), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    const mine = entries.filter(({ name }) => name?.endsWith(` of ${label}`));
    assert.deepEqual(
      mine.map(({ name, observations }) => [name, observations]),
      [[`Ada of ${label}`, ['wrote notes', 'translated a paper']]],
    );
  },
};

const sqlite = {
  name: 'sqlite',
  command: (world) => binary('mcp-server-sqlite-npx', database(world)),
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

const everything = {
  /** It can only be called as a task of the older protocol, which is not the extension of the new. */
  mayHide: ['simulate-research-query'],
  script: () => [
    { tools: true },
    { call: 'echo', with: { message: 'through the gate' } },
    { call: 'get-sum', with: { a: 2, b: 40 }, extra: true },
    { call: 'get-structured-content', with: { location: 'Chicago' } },
    { call: 'get-tiny-image', rich: true },
    { call: 'get-resource-links', with: { count: 3 }, rich: true },
    { call: 'get-annotated-message', with: { messageType: 'error' }, extra: true },
    {
      call: 'trigger-long-running-operation',
      with: { duration: 1, steps: 4 },
      progress: true,
      extra: true,
    },
    { resources: true, extra: true },
    { read: 'demo://resource/static/document/features.md' },
    { prompts: true, extra: true },
    { prompt: 'args-prompt', with: { city: 'Bern' } },
    { call: 'get-sum', with: { a: 'two' }, refused: true, extra: true },
    UNKNOWN,
  ],
  /** What only a client can do that answers the server's own requests. */
  interactive: [
    { call: 'trigger-elicitation-request' },
    { call: 'trigger-sampling-request', with: { prompt: 'Say something', maxTokens: 20 } },
  ],
};

const everythingStdio = {
  ...everything,
  name: 'everything, stdio',
  command: () => binary('mcp-server-everything', 'stdio'),
};
const everythingHttp = {
  ...everything,
  name: 'everything, HTTP',
  serve: (port) => ({
    command: binary('mcp-server-everything', 'streamableHttp'),
    env: { PORT: String(port) },
  }),
  url: (port) => `http://127.0.0.1:${port}/mcp`,
};
const everythingSse = {
  ...everything,
  name: 'everything, HTTP+SSE',
  sse: true,
  serve: (port) => ({
    command: binary('mcp-server-everything', 'sse'),
    env: { PORT: String(port) },
  }),
  url: (port) => `http://127.0.0.1:${port}/sse`,
};

/** Its tools ask a service on the Internet, so they are listed and not called. */
const context7 = {
  dualEra: true,
  script: () => [{ tools: true }, UNKNOWN],
};
const context7Stdio = {
  ...context7,
  name: 'context7, stdio',
  command: () => binary('context7-mcp'),
};
const context7Http = {
  ...context7,
  name: 'context7, HTTP',
  serve: (port) => ({
    command: binary('context7-mcp', '--transport', 'http', '--port', String(port)),
  }),
  url: (port) => `http://127.0.0.1:${port}/mcp`,
};

export const servers = {
  filesystem,
  filesystemAndMemory: together({ files: filesystem, memory }),
  filesystemWithRoots,
  memory,
  sqlite,
  everythingStdio,
  everythingHttp,
  everythingSse,
  context7Stdio,
  context7Http,
};

/** Makes the folder that a server keeps its things in. */
export function makeWorld(folder, server) {
  mkdirSync(join(folder, 'files'), { recursive: true });
  server.prepare?.(folder);
  return folder;
}

function files(world) {
  return join(world, 'files');
}

function graph(world) {
  return join(world, 'graph.jsonl');
}

function database(world) {
  return join(world, 'data.db');
}

function tableOf(label) {
  return `t_${label.replaceAll('-', '_')}`;
}
