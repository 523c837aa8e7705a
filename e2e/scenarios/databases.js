// Published servers of PostgreSQL and SQLite, attacked by what they paste into statements: each way
// does harm when the server is called itself, and none through the gateway, which lets honest calls be.
import assert from 'node:assert/strict';
import { clients as c } from '../lib/clients.js';
import { behind, childOf } from '../lib/config.js';
import { heard, witnessed } from '../lib/doubles.js';
import { assertAnswered, assertRefused, eventually, isRefused, words } from '../lib/got.js';
import { HONEST, LIKE_SQL } from '../lib/honest.js';
import * as inFile from '../servers/ledger.js';
import * as inRows from '../servers/records.js';
import { makeWorld } from '../servers/world.js';

const CLIENTS = [c.sdkModern, c.sdkLegacy];
const { ledger } = inFile;
const { records } = inRows;

export const databases = {
  name: 'databases',
  async play(stage) {
    const { world: rows, close } = await makeWorld(stage.world('rows'), records);
    stage.atEnd(close);
    const { world: file } = await makeWorld(stage.world('file'), ledger);
    const scene = { ...stage, rows, file, attacks: attacksOn(rows, file) };
    await alone(scene);
    const { gateway, target } = await guarded(scene);
    await attacked({ ...scene, gateway, target });
    await honest({ ...scene, gateway, target });
    await oversized({ ...scene, gateway, target });
  },
};

const ONE_ROW = `args.where.matches('^id = [0-9]{1,9}$')`;
const KNOWN_COLUMNS = `args.data.all(name, name in ['id', 'name'])`;
const NOTE = String.raw`^INSERT INTO notes \\(text\\) VALUES \\('([^']|'')*'\\)$`;
const SECRET = '(SELECT secret FROM vault)';
const BY_ITSELF = { table: 'people', where: 'id = 1' };

/** Each with what the gateway refuses it for: the kind of an argument, or a rule. */
function attacksOn(rows, file) {
  const row = (call, given, reason) => ({
    ...RECORDS(rows),
    reason,
    steps: [{ call, with: given }],
  });
  const line = (call, ...statements) => ({
    ...LEDGER(file),
    reason: REASONS[1],
    steps: statements.map((query) => ({ call, with: { query } })),
  });
  const [kind, rules] = REASONS;
  return [
    row('delete', { table: 'people WHERE false; DROP TABLE engines; --', where: 'id = 1' }, kind),
    row('update', { table: `people SET name = ${SECRET} RETURNING name --`, data: {}, where: 'id = 1' }, kind),
    row('insert', { table: 'people SELECT 9, secret FROM vault RETURNING name --', data: {} }, kind),
    row('insert', { table: 'people', data: { 'id, name) SELECT $1::int, secret FROM vault RETURNING name --': 9 } }, rules),
    row('update', { ...BY_ITSELF, data: { [`name = ${SECRET}, id`]: 1 } }, rules),
    row('update', { ...BY_ITSELF, data: { name: 'x' }, where: `id = 1 RETURNING ${SECRET} --` }, rules),
    row('delete', { table: 'people', where: 'true' }, rules),
    row('delete', { table: 'people', where: 'id = 9; DROP TABLE engines; --' }, rules),
    line('read_query', 'SELECT name FROM people UNION SELECT secret FROM vault'),
    line('write_query', `INSERT INTO notes (text) VALUES (''||${SECRET}||'')`),
    line('write_query', 'DROP TABLE people'),
    line(
      'write_query',
      `ATTACH DATABASE '${inFile.planted(file)}' AS planted`,
      'CREATE TABLE planted.page (text)',
    ),
  ];
}

const REASONS = ['argument-dangerous', 'policy-no-rule'];

const RECORDS = (world) => ({ id: 'rows', server: records, harmed: inRows.harmed, world });
const LEDGER = (world) => ({ id: 'file', server: ledger, harmed: inFile.harmed, world });

/** What an operator allows who knows what is called for. */
const RULES = [
  rule('update', 'rows', 'update', `${KNOWN_COLUMNS} && ${ONE_ROW}`),
  rule('delete', 'rows', 'delete', ONE_ROW),
  rule('insert', 'rows', 'insert', KNOWN_COLUMNS),
  rule('ask', 'rows', 'query', `args.sql.matches('^SELECT [^;]*$')`),
  rule('note', 'file', 'write_query', `args.query.matches("${NOTE}")`),
  rule('read', 'file', 'read_query', `args.query == 'SELECT name FROM people'`),
];

function rule(name, server, tool, when) {
  return { name, servers: [server], tools: [tool], when };
}

const told = ([{ call, with: given }]) =>
  `${call} ${Object.values(given).map((value) => (typeof value === 'string' ? value : words(value))).join(', ')}`;

/** Every attack in a session of its own, so that each is seen to do harm by itself. */
async function alone({ check, visit, attacks }) {
  for (const { server, world, harmed, steps } of attacks) {
    await check(`${told(steps)}: does harm by itself`, async () => {
      const got = await visit(c.sdkLegacy, childOf(server, world), steps);
      assert.ok(await harmed(world, words(got)), words(got));
    });
  }
}

async function guarded({ operate, rows, file }) {
  const gateway = await operate({
    servers: {
      rows: behind(witnessed(records), rows),
      file: behind(witnessed(ledger), file),
    },
    policy: { allow: RULES },
    pinning: { 'first-seen': 'approve' },
    audit: { values: 'shape' },
  });
  const { key } = await gateway.createKey('ann', []);
  return { gateway, target: gateway.target({ key }) };
}

const through = ({ id, steps }) => steps.map(({ call, ...step }) => ({ call: `${id}__${call}`, ...step }));

async function attacked({ check, visit, gateway, target, rows, file, attacks }) {
  const sent = attacks.flatMap(through);
  for (const client of CLIENTS) {
    await check(`${client.name}: no attack arrives`, async () => {
      const results = await visit(client, target, sent);
      results.forEach(assertRefused);
      assert.ok(!(await inRows.harmed(rows, words(results))));
      assert.ok(!inFile.harmed(file, words(results)));
      assert.doesNotMatch(heard(rows) + heard(file), /DROP|ATTACH|UNION|vault/);
    });
  }
  for (const reason of REASONS) {
    await check(`what is refused as ${reason} is on record`, async () => {
      const records = await gateway.audit('--verdict', 'refuse', '--reason', reason);
      const expected = attacks.filter((attack) => attack.reason === reason).flatMap(through);
      assert.equal(records.length, expected.length * CLIENTS.length);
    });
  }
}

/** Texts that look like attacks and are none go into both databases as they are, but for one. */
async function honest({ check, visit, target, rows, file }) {
  const inserts = [...HONEST, LIKE_SQL].map((name, index) => ({
    call: 'rows__insert',
    with: { table: 'people', data: { id: 100 + index, name } },
  }));
  const notes = [...HONEST, LIKE_SQL].map((text) => ({
    call: 'file__write_query',
    with: { query: `INSERT INTO notes (text) VALUES ('${text.replaceAll("'", "''")}')` },
  }));
  const sent = [...inserts, ...notes, ...HONEST_OTHERS];
  await check(`of ${sent.length} honest calls 1 is refused, and the others arrive`, async () => {
    const results = await visit(c.sdkModern, target, sent);
    assert.deepEqual(
      sent.filter((_, index) => isRefused(results[index])),
      [inserts.at(-1)],
    );
    assert.deepEqual(await inRows.namesFrom(rows, 100), HONEST);
    assert.deepEqual(inFile.notes(file), [...HONEST, LIKE_SQL]);
  });
}

const HONEST_OTHERS = [
  { call: 'rows__update', with: { ...BY_ITSELF, data: { name: 'Ada Lovelace' } } },
  { call: 'rows__delete', with: { table: 'people', where: 'id = 2' } },
  { call: 'rows__query', with: { sql: 'SELECT name FROM people ORDER BY id' } },
  { call: 'file__read_query', with: { query: 'SELECT name FROM people' } },
];

/** A row that is longer than an answer may be is not passed on, and ends nobody else's calls. */
async function oversized({ check, visit, gateway, target, rows }) {
  const row = (length) => ({ call: 'query', with: { sql: `SELECT repeat('x', ${length}) AS row` } });
  await check('a row of 2 MB arrives without the gateway', async () => {
    const [got] = await visit(c.sdkLegacy, childOf(records, rows), [row(2_000_000)]);
    assertAnswered(got, 'x'.repeat(2_000_000));
  });
  await check('rows of 2 MB and 20 MB are withheld, and what is asked next is answered', async () => {
    const steps = [row(2_000_000), row(20_000_000), row(2_000)];
    const got = await visit(c.sdkModern, target, through({ id: 'rows', steps }));
    got.slice(0, 2).forEach(assertRefused);
    assert.doesNotMatch(words(got.slice(0, 2)), /xxx/);
    assertAnswered(got[2], 'x'.repeat(2_000));
  });
  await check('what was too large is on record', async () => {
    const endings = async () =>
      (await gateway.audit())
        .filter(({ kind, fields }) => kind === 'outcome' && fields.tool === 'query')
        .map(({ fields }) => [fields.ending, fields.detail]);
    const last = async () => (await endings()).slice(-3);
    await eventually('all three are', async () => (await last())[0]?.[0] === 'withheld');
    assert.deepEqual(await last(), [
      ['withheld', 'a text is larger than allowed'],
      ['upstream-failed', 'the connection ended: it wrote a line that is too long'],
      ['completed', ''],
    ]);
  });
}
