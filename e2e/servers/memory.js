// The memory server of the protocol's authors: a graph in a file.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { program } from '../lib/packages.js';
import { UNKNOWN } from './world.js';

export const memory = {
  name: 'memory',
  command: () => program('@modelcontextprotocol/server-memory'),
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

/** The same server as it was when it spoke 2024-11-05, before its definitions changed. */
export const memoryOlder = {
  ...memory,
  name: 'memory of 2024-11-05',
  command: () => program('memory-older'),
};

const graph = (world) => join(world, 'graph.jsonl');
