// Arguments that are attacks on real servers: each works when the client reaches the server itself,
// and is refused by the gateway before the server hears of it.
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { clients as c } from '../lib/clients.js';
import { behind, childOf } from '../lib/config.js';
import { heard, witnessed } from '../lib/doubles.js';
import { assertAnswered, assertRefused, words } from '../lib/got.js';
import { servers } from '../lib/servers.js';
import { databaseOf } from '../servers/postgres.js';
import { database } from '../servers/sqlite.js';
import { makeWorld } from '../servers/world.js';

const CLIENTS = [
  c.sdkModern,
  c.sdkLegacy,
  c.inspectorAuto,
  c.mcpRemoteModern,
  c.javaSdk,
  c.langChain4j,
];
const SECRET = 'the secret plans';

export const attacks = {
  name: 'attacks by argument',
  async play(stage) {
    await traversal(stage);
    await identifier(stage);
    await statement(stage);
  },
};

/** A gateway in front of one witnessed server, for a client with a key. */
async function guarded({ operate }, world, server, allow) {
  const gateway = await operate({
    servers: { server: behind(witnessed(server), world) },
    transparent: true,
    policy: { allow },
    pinning: { 'first-seen': 'approve' },
  });
  const { key } = await gateway.createKey('ann', []);
  return { gateway, target: gateway.target({ key }) };
}

/** Every client sends every attack; none is answered, and no word of it reaches the server. */
async function refused(scene, { what, sent, honest, trace, reason }) {
  const { check, visit, gateway, target, world } = scene;
  for (const client of CLIENTS) {
    await check(`${client.name}, ${what}`, async () => {
      const results = await visit(client, target, [...sent, honest.step]);
      sent.forEach((_, index) => assertRefused(results[index]));
      assertAnswered(results.at(-1), honest.answer);
      assert.doesNotMatch(heard(world), trace);
    });
  }
  await check(`${what}: every refusal is on record`, async () => {
    const records = await gateway.audit('--verdict', 'refuse', '--reason', reason);
    assert.equal(records.length, sent.length * CLIENTS.length, words(records.at(-1) ?? []));
  });
}

/** The server may read a whole folder; the operator allows a part of it. */
async function traversal(stage) {
  const { world } = await makeWorld(stage.world('paths'), servers.filesystem);
  const files = (...names) => join(world, 'files', ...names);
  mkdirSync(files('public'));
  mkdirSync(files('private'));
  writeFileSync(files('public/notes.txt'), 'kept words');
  writeFileSync(files('private/plans.txt'), SECRET);
  symlinkSync('../private/plans.txt', files('public/linked.txt'));
  symlinkSync('../private', files('public/linked'));
  const read = (path) => ({ call: 'read_text_file', with: { path } });
  const traversing = `${files('public')}/../private/plans.txt`;

  await stage.check('traversal works on the server itself', async () => {
    const direct = childOf(servers.filesystem, world);
    const ways = [traversing, files('public/linked.txt'), files('public/linked/plans.txt')];
    const stolen = await stage.visit(c.sdkLegacy, direct, ways.map(read));
    stolen.forEach((result) => assertAnswered(result, SECRET));
  });
  const narrowed = {
    ...servers.filesystem,
    declared: () => ({
      read_text_file: { arguments: { path: { kind: 'path', root: files('public') } } },
    }),
  };
  const scene = await guarded(stage, world, narrowed, [
    { name: 'read', tools: ['read_text_file'] },
  ]);
  await refused(
    { ...stage, ...scene, world },
    {
      what: 'traversal out of the allowed folder is refused',
      sent: [
        traversing,
        files('private/plans.txt'),
        `${files('public')}/./x/../../private/plans.txt`,
        `${files('public')}//..//private/plans.txt`,
        `${files('public')}/%2e%2e/private/plans.txt`,
        `${files('public')}/\u{ff0e}\u{ff0e}/private/plans.txt`,
        `${files('public')}\\..\\private\\plans.txt`,
        `${files('public')}/notes.txt\u0000/../../private/plans.txt`,
        files('public/linked.txt'),
        files('public/linked/plans.txt'),
      ].map(read),
      honest: { step: read(files('public/notes.txt')), answer: 'kept words' },
      trace: /private|linked/,
      reason: 'argument-dangerous',
    },
  );
}

/** The server puts the name of a table into a statement as it is. */
async function identifier(stage) {
  const { world } = await makeWorld(stage.world('tables'), servers.sqlite);
  const db = new DatabaseSync(database(world));
  db.exec('CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT)');
  db.close();
  const describe = (table) => ({ call: 'describe_table', with: { table_name: table } });

  await stage.check('an injected identifier works on the server itself', async () => {
    const direct = childOf(servers.sqlite, world);
    const [described] = await stage.visit(c.sdkLegacy, direct, [describe('people); --')]);
    assertAnswered(described, 'name');
  });
  const scene = await guarded(stage, world, servers.sqlite, [
    { name: 'describe', tools: ['describe_table'] },
  ]);
  await refused(
    { ...stage, ...scene, world },
    {
      what: 'an injected identifier is refused',
      sent: [
        'people); --',
        "people'); DROP TABLE people; --",
        'people UNION SELECT 1',
        'people/**/',
      ].map(describe),
      honest: { step: describe('people'), answer: 'name' },
      trace: /--|DROP|UNION|\*\*/,
      reason: 'argument-dangerous',
    },
  );
}

/** The server wraps what it is given in a read-only transaction, which what it is given can end. */
async function statement(stage) {
  const { world, close } = await makeWorld(stage.world('statements'), servers.postgres);
  stage.atEnd(close);
  const { sql } = databaseOf(world);
  const query = (text) => ({ call: 'query', with: { sql: text } });
  const left = () => sql("SELECT count(*) FROM pg_tables WHERE tablename IN ('people', 'engines')");

  await stage.check('a stacked statement works on the server itself', async () => {
    const direct = childOf(servers.postgres, world);
    await stage.visit(c.sdkLegacy, direct, [query('COMMIT; DROP TABLE engines; --')]);
    assert.equal(await left(), '1');
  });
  const scene = await guarded(stage, world, servers.postgres, [
    {
      name: 'one-select',
      tools: ['query'],
      when: String.raw`args.sql.matches('^(?i)select [^;]*$')`,
    },
  ]);
  await refused(
    { ...stage, ...scene, world },
    {
      what: 'a statement that no rule allows is refused',
      sent: [
        'COMMIT; DROP TABLE people; --',
        'SELECT 1; COMMIT; DROP TABLE people',
        'DROP TABLE people',
        'select 1;\nCOMMIT;\nDROP TABLE people',
      ].map(query),
      honest: { step: query('SELECT name FROM people'), answer: 'Ada Lovelace' },
      trace: /DROP|COMMIT/,
      reason: 'policy-no-rule',
    },
  );
  await stage.check('the database is as it was', async () => assert.equal(await left(), '1'));
}
