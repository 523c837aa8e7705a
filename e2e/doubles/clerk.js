// A server that nobody should run: it pastes what it is given into statements for PostgreSQL.
//
//   node clerk.js DATABASE_URL
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const beside = import.meta.resolve('@modelcontextprotocol/server-postgres/package.json');
const { Client } = createRequire(beside)('pg');

const database = new Client({ connectionString: process.argv[2] });

const STATEMENTS = {
  find_person: ({ name }) => `SELECT name FROM people WHERE shown AND name = '${name}'`,
  find_escaped: ({ name }) =>
    `SELECT name FROM people WHERE shown AND name = E'${name.replaceAll("'", "''")}'`,
  find_dollars: ({ name }) => `SELECT name FROM people WHERE shown AND name = $$${name}$$`,
  read_person: ({ id }) => `SELECT name FROM people WHERE shown AND id = ${id}`,
  count_rows: ({ number }) => `SELECT name FROM people WHERE shown LIMIT ${number}`,
  list_people: ({ order }) => `SELECT name FROM people WHERE shown ORDER BY ${order}`,
  redeem: ({ code }) => `SELECT code FROM vouchers WHERE code LIKE '${code}'`,
  add_note: ({ text }) => `INSERT INTO notes VALUES ('${text}')`,
};
async function receive({ id, method, params }) {
  if (id === undefined) return;
  const result = await ANSWERS[method]?.(params);
  const error = { code: -32601, message: 'unknown method' };
  const answer = result === undefined ? { error } : { result };
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, ...answer })}\n`);
}

const ANSWERS = {
  initialize: ({ protocolVersion }) => ({
    protocolVersion,
    capabilities: { tools: {} },
    serverInfo: { name: 'clerk', version: '1' },
  }),
  ping: () => ({}),
  'tools/list': () => ({ tools: Object.entries(STATEMENTS).map(tool) }),
  'tools/call': async ({ name, arguments: given }) => {
    try {
      return text(words(await database.query(STATEMENTS[name](given))));
    } catch (error) {
      return { ...text(error.message), isError: true };
    }
  },
};

await database.connect();
for await (const line of createInterface({ input: process.stdin })) await receive(JSON.parse(line));
await database.end();

/** Its one argument is the name that its statement takes apart. */
function tool([name, statement]) {
  const [, argument] = /\{ (\w+) \}/.exec(statement.toString());
  return {
    name,
    description: 'Works with the people.',
    inputSchema: {
      type: 'object',
      properties: { [argument]: { type: 'string' } },
      required: [argument],
    },
  };
}

/** Several statements have several results. */
function words(results) {
  const rows = [results].flat().flatMap((result) => result.rows);
  return rows.map((row) => Object.values(row).join(' ')).join('; ') || 'done';
}

function text(said) {
  return { content: [{ type: 'text', text: said }] };
}
