// The MCP inspector's command line as a client of one era: one process for each step.
import { runProgram } from '../lib/programs.js';
import { program, trusting } from '../lib/packages.js';
import {
  calledResult,
  promptNames,
  promptResult,
  readResult,
  refusal,
  resourceUris,
  toolNames,
} from './script.js';

export async function runInspector(era, target, script, folder) {
  const results = [];
  for (const step of script) results.push(await perform(era, target, step, folder));
  return results;
}

async function perform(era, target, step, folder) {
  const [args, result] = request(step);
  const command = [
    ...program('@modelcontextprotocol/inspector'),
    '--cli',
    '--protocol-era',
    era,
    '--format',
    'json',
    '-q',
    '--stored-auth-only',
    ...args,
    ...address(target),
  ];
  const { status, stdout, stderr } = await runProgram(command, {
    env: { HOME: folder, ...trusting(target) },
    cwd: target.cwd,
  });
  // A tool's own error leaves the result on stdout and a status of its own; a refusal leaves no result.
  if (!stdout.startsWith('{')) {
    if (step.refused) return 'refused';
    return { error: `inspector ended with ${status}`, message: stderr };
  }
  const neutral = result(JSON.parse(stdout).result);
  return step.refused ? refusal(neutral) : neutral;
}

function request(step) {
  if (step.tools) return [['--method', 'tools/list'], toolNames];
  if (step.resources) return [['--method', 'resources/list'], resourceUris];
  if (step.prompts) return [['--method', 'prompts/list'], promptNames];
  if (step.read) return [['--method', 'resources/read', '--uri', step.read], readResult];
  if (step.prompt)
    return [
      ['--method', 'prompts/get', '--prompt-name', step.prompt, ...pairs(step.with)],
      promptResult,
    ];
  const args = ['--tool-args-json', JSON.stringify(step.with ?? {})];
  return [['--method', 'tools/call', '--tool-name', step.call, ...args], calledResult];
}

const pairs = (args) =>
  args === undefined
    ? []
    : ['--prompt-args', ...Object.entries(args).map(([name, value]) => `${name}=${value}`)];

function address({ url, sse, headers = {}, command, env = {} }) {
  if (command !== undefined) {
    const variables = Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
    return [...variables, '--', ...command];
  }
  const lines = Object.entries(headers).flatMap(([name, value]) => [
    '--header',
    `${name}: ${value}`,
  ]);
  return ['--server-url', url, '--transport', sse ? 'sse' : 'http', ...lines];
}
