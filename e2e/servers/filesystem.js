// The file server of the protocol's authors.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { program } from '../lib/packages.js';
import { UNKNOWN, files } from './world.js';

export const filesystem = {
  name: 'filesystem',
  command: (world) => program('@modelcontextprotocol/server-filesystem', files(world)),
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
