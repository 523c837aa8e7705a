// The official TypeScript SDK as a client of one era, over HTTP, HTTP+SSE or stdio, with answers to
// everything that a server may ask back.
import {
  Client,
  SSEClientTransport,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { SecureFetch } from './secure-fetch.js';
import {
  calledResult,
  promptNames,
  promptResult,
  readResult,
  refusal,
  resourceUris,
  toolNames,
} from './script.js';

const TIMEOUT_MS = 20000;

/** @param negotiation how the era is found: `'legacy'`, `'auto'` or `{ pin: REVISION }` */
export async function runSdk(negotiation, target, script) {
  const secure = target.tls === undefined ? undefined : new SecureFetch(target.tls);
  const client = new Client(
    { name: 'portreeve-e2e', version: '1.0.0' },
    { capabilities: capabilities(target), versionNegotiation: { mode: negotiation } },
  );
  answerRequests(client, target);
  try {
    await client.connect(transport(target, secure));
    const results = [];
    for (const step of script) {
      const result = await perform(client, step);
      step.got?.(result);
      results.push(result);
    }
    return results;
  } finally {
    await client.close();
    await secure?.close();
  }
}

function capabilities({ roots, opened }) {
  return {
    elicitation: { form: {}, ...(opened === undefined ? {} : { url: {} }) },
    sampling: {},
    ...(roots === undefined ? {} : { roots: {} }),
  };
}

/**
 * @param asked who answers in the user's place: given the question, tells the action
 * @param opened who goes to an address in the user's place, and tells the action then
 */
function answerRequests(client, { roots, asked = () => 'accept', opened }) {
  client.setRequestHandler('elicitation/create', async ({ params }) =>
    params.mode === 'url'
      ? { action: await opened(params.url) }
      : { action: asked(params.message), content: { name: 'Ada' } },
  );
  client.setRequestHandler('sampling/createMessage', async () => ({
    role: 'assistant',
    content: { type: 'text', text: 'sampled words' },
    model: 'a-model',
  }));
  if (roots !== undefined) client.setRequestHandler('roots/list', async () => ({ roots }));
}

function transport({ url, sse, headers = {}, command, env, cwd }, secure) {
  if (command !== undefined) {
    const [program, ...args] = command;
    return new StdioClientTransport({
      command: program,
      args,
      env: { ...process.env, ...env },
      cwd,
      stderr: 'ignore',
    });
  }
  const Transport = sse ? SSEClientTransport : StreamableHTTPClientTransport;
  return new Transport(new URL(url), {
    requestInit: { headers },
    ...(secure === undefined ? {} : { fetch: secure.fetch }),
  });
}

async function perform(client, step) {
  const options = { timeout: TIMEOUT_MS };
  try {
    if (step.tools) return toolNames(await client.listTools());
    if (step.resources) return resourceUris(await client.listResources());
    if (step.prompts) return promptNames(await client.listPrompts());
    if (step.read) return readResult(await client.readResource({ uri: step.read }, options));
    if (step.prompt)
      return promptResult(
        await client.getPrompt({ name: step.prompt, arguments: step.with }, options),
      );
    return await call(client, step, options);
  } catch (error) {
    if (error.code === undefined) throw error;
    return step.refused ? 'refused' : { error: error.code, message: error.message };
  }
}

async function call(client, { call: name, with: args = {}, progress, refused }, options) {
  let heard = 0;
  const result = calledResult(
    await client.callTool(
      { name, arguments: args },
      progress ? { ...options, onprogress: () => heard++ } : options,
    ),
  );
  if (refused) return refusal(result);
  // The last message races with the result, with the SDK alone as well; that some came does not.
  return progress ? { ...result, progress: heard > 1 } : result;
}
