// What a client does in each scenario, on the published SDK.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const MODERN = '2026-07-28';

export async function driveScenario(url, scenario, revision, context) {
  const { client, transport } = newClient(revision, url, {});
  await client.connect(transport);
  try {
    const { tools } = await client.listTools();
    const act = ACTS[scenario];
    if (act) await act(client, tools, context);
  } finally {
    await client.close();
  }
}

export function newClient(revision, url, options) {
  const transport = new StreamableHTTPClientTransport(new URL(url), options);
  const client = new Client(
    { name: 'portreeve-conformance-client', version: '1.0.0' },
    {
      capabilities: { elicitation: { form: { applyDefaults: true } }, sampling: {}, roots: {} },
      versionNegotiation: { mode: revision === MODERN ? { pin: MODERN } : 'legacy' },
    },
  );
  client.setRequestHandler('elicitation/create', async ({ params }) => ({
    action: 'accept',
    content: fill(params.requestedSchema),
  }));
  client.setRequestHandler('sampling/createMessage', async () => ({
    role: 'assistant',
    content: { type: 'text', text: 'sampled' },
    model: 'none',
  }));
  client.setRequestHandler('roots/list', async () => ({ roots: [] }));
  return { client, transport };
}

/** What a user fills in who leaves every default alone and answers the rest. */
function fill(schema) {
  const entries = Object.entries(schema?.properties ?? {});
  return Object.fromEntries(
    entries
      .filter(([, field]) => field.default === undefined)
      .map(([name, field]) => [name, sample(field)]),
  );
}

function sample(schema) {
  switch (schema.type) {
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return 1;
    case 'array':
      return [];
    case 'object':
      return {};
    case 'null':
      return null;
    default:
      return 'value';
  }
}

const sampleArguments = ({ inputSchema }) =>
  Object.fromEntries(
    Object.entries(inputSchema.properties ?? {}).map(([name, schema]) => [name, sample(schema)]),
  );

/** A null is no value that the schemas of these tools allow, so it is left out. */
const withoutNulls = (args) =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));

export async function callAll(client, tools) {
  const results = [];
  for (const tool of tools)
    results.push(await client.callTool({ name: tool.name, arguments: sampleArguments(tool) }));
  return results;
}

async function touchEverything(client, tools) {
  await callAll(client, tools);
  const { resources } = await client.listResources();
  for (const { uri } of resources) await client.readResource({ uri });
  const { prompts } = await client.listPrompts();
  for (const { name } of prompts) await client.getPrompt({ name });
}

async function callAsTold(client, tools, { toolCalls }) {
  for (const { name, arguments: args } of toolCalls) {
    await client.callTool({ name, arguments: withoutNulls(args) });
  }
}

async function echoSchema(client, tools) {
  const schema = tools.find((tool) => tool.name === 'json_schema_2020_12_tool').inputSchema;
  const echo = tools.find((tool) => tool.inputSchema.properties?.schema !== undefined);
  await client.callTool({ name: echo.name, arguments: { schema } });
}

const ACTS = {
  tools_call: (client) => client.callTool({ name: 'add_numbers', arguments: { a: 5, b: 3 } }),
  'elicitation-sep1034-client-defaults': callAll,
  'sse-retry': callAll,
  'sep-2322-client-request-state': callAll,
  'http-standard-headers': touchEverything,
  'http-custom-headers': callAsTold,
  'http-invalid-tool-headers': callAll,
  'json-schema-2020-12-preservation': echoSchema,
};
