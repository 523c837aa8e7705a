// The server that has everything of the protocol, over all its transports, and as it was in 2024.
import { program } from '../lib/packages.js';
import { UNKNOWN, files } from './world.js';

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

export const everythingStdio = {
  ...everything,
  name: 'everything, stdio',
  command: () => program('@modelcontextprotocol/server-everything', 'stdio'),
};
/** The same for a client with roots, for whom it has a tool more. */
export const everythingRoots = {
  ...everythingStdio,
  name: 'everything, client roots',
  roots: (world) => [{ uri: `file://${files(world)}` }],
  script: () => [{ tools: true }, { call: 'get-roots-list' }],
  interactive: [],
};
/** The same as it was when it spoke 2024-11-05. */
export const everythingOlder = {
  name: 'everything of 2024-11-05',
  command: () => program('everything-older'),
  script: () => [
    { tools: true },
    { call: 'echo', with: { message: 'through the gate' } },
    { call: 'add', with: { a: 2, b: 40 }, extra: true },
    { call: 'getTinyImage', rich: true },
    { call: 'longRunningOperation', with: { duration: 1, steps: 4 }, progress: true, extra: true },
    { resources: true, extra: true },
    { read: 'test://static/resource/1' },
    { prompts: true, extra: true },
    { prompt: 'complex_prompt', with: { temperature: '7', style: 'plain' }, rich: true },
    { call: 'add', with: { a: 'two' }, refused: true, extra: true },
    UNKNOWN,
  ],
  interactive: [{ call: 'sampleLLM', with: { prompt: 'Say something', maxTokens: 20 } }],
};
export const everythingHttp = {
  ...everything,
  name: 'everything, HTTP',
  serve: (port) => ({
    command: program('@modelcontextprotocol/server-everything', 'streamableHttp'),
    env: { PORT: String(port) },
  }),
  url: (port) => `http://127.0.0.1:${port}/mcp`,
};
export const everythingSse = {
  ...everything,
  name: 'everything, HTTP+SSE',
  sse: true,
  serve: (port) => ({
    command: program('@modelcontextprotocol/server-everything', 'sse'),
    env: { PORT: String(port) },
  }),
  url: (port) => `http://127.0.0.1:${port}/sse`,
};
