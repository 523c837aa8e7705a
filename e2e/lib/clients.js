// The real clients. Each can be pointed at a server itself and at the gateway. Where a client speaks
// an era that the server does not, or no transport of the server's, its results are compared with
// those of a client that does.
import { runInspector } from '../clients/inspector.js';
import { runJava } from '../clients/java.js';
import {
  calledResult,
  promptNames,
  promptResult,
  readResult,
  refusal,
  resourceUris,
  toolNames,
} from '../clients/script.js';
import { runSdk } from '../clients/sdk.js';
import { program, trusting } from './packages.js';

const MODERN = { pin: '2026-07-28' };
const whole = (script) => script;

const sdk = (name, negotiation) => ({
  name,
  interactive: true,
  select: whole,
  run: (target, script) => runSdk(negotiation, target, script),
});

/** It takes a process for every step, so it leaves out what other clients do as well. */
const inspector = (era) => ({
  name: `inspector, ${era}`,
  interactive: false,
  select: (script) => script.filter(({ extra, rich }) => !extra && !rich),
  run: (target, script, folder) => runInspector(era, target, script, folder),
});

/** Bridges stdio to HTTP, so that a program which knows only stdio reaches the gateway. */
const mcpRemote = (name, negotiation) => ({
  name,
  interactive: true,
  select: whole,
  run: (target, script, folder) => runSdk(negotiation, remote(target, folder), script),
});

function remote({ url, headers = {}, tls, ...rest }, folder) {
  const lines = Object.entries(headers).flatMap(([name, value]) => [
    '--header',
    `${name}:${value}`,
  ]);
  return {
    ...rest,
    command: program('mcp-remote', url, '--allow-http', '--transport', 'http-only', ...lines),
    env: { MCP_REMOTE_CONFIG_DIR: folder, HOME: folder, ...trusting({ tls }) },
  };
}

const java = (name, main, { interactive, neutral, select = whole }) => {
  const run = async (target, script, folder) => {
    const outcomes = await runJava(main, target, script, folder);
    return outcomes.map(({ result, error }, index) =>
      javaResult(script[index], result, error, neutral),
    );
  };
  return { name, interactive, select, run };
};

function javaResult(step, result, error, neutral) {
  if (error !== undefined) return step.refused ? 'refused' : { error };
  const plain = neutral(step, result);
  return step.refused ? refusal(plain) : plain;
}

function recordResult(step, result) {
  if (step.tools) return toolNames(result);
  if (step.resources) return resourceUris(result);
  if (step.prompts) return promptNames(result);
  if (step.read) return readResult(result);
  return step.prompt ? promptResult(result) : calledResult(result);
}

const sdkModern = sdk('SDK, modern', MODERN);
const sdkLegacy = sdk('SDK, legacy', 'legacy');
const inspectorLegacy = inspector('legacy');
const inspectorAuto = inspector('auto');
const inspectorModern = inspector('modern');
const mcpRemoteLegacy = mcpRemote('mcp-remote, legacy', 'legacy');
const mcpRemoteModern = mcpRemote('mcp-remote, modern', MODERN);
const javaSdk = java('Java SDK', 'OfficialSdk', { interactive: true, neutral: recordResult });
const langChain4j = java('LangChain4j', 'LangChain4j', {
  interactive: false,
  neutral: (step, result) => result,
  // It takes no content but text.
  select: (script) => script.filter(({ rich }) => !rich),
});

/** Each client with the one whose direct run it is compared with, by what the server speaks. */
const known = (client, ofLegacyServer, ofDualServer) =>
  Object.assign(client, {
    reference: ({ dualEra, statelessOnly }) =>
      statelessOnly ? sdkModern : dualEra ? ofDualServer : ofLegacyServer,
  });

export const clients = {
  sdkModern: known(sdkModern, sdkLegacy, sdkModern),
  sdkLegacy: known(sdkLegacy, sdkLegacy, sdkLegacy),
  inspectorLegacy: known(inspectorLegacy, inspectorLegacy, inspectorLegacy),
  inspectorAuto: known(inspectorAuto, inspectorLegacy, inspectorAuto),
  inspectorModern: known(inspectorModern, inspectorLegacy, inspectorModern),
  mcpRemoteLegacy: known(mcpRemoteLegacy, sdkLegacy, sdkLegacy),
  mcpRemoteModern: known(mcpRemoteModern, sdkLegacy, sdkModern),
  javaSdk: known(javaSdk, javaSdk, javaSdk),
  langChain4j: known(langChain4j, langChain4j, langChain4j),
};
