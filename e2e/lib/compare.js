// Compares what a client got directly and through the gateway.
import { isDeepStrictEqual } from 'node:util';

/** Takes out what is bound to differ between two runs, and what a gateway is allowed to hide. */
export function neutralised(results, { world, label, server }) {
  const address = server.address?.(world);
  const anywhere = JSON.stringify(results).replaceAll(world, '<world>');
  const text = (address === undefined ? anywhere : anywhere.replaceAll(address, '<address>'))
    .replaceAll(label, '<label>')
    .replaceAll(label.replaceAll('-', '_'), '<label>');
  const hidden = server.mayHide ?? [];
  return JSON.parse(text).map((result) =>
    Array.isArray(result) ? result.filter((name) => !hidden.includes(name)) : result,
  );
}

/**
 * What is wrong with a case, as a sentence; undefined if nothing is. A server and a client that do
 * not work by themselves say nothing about a gateway, so that comes first.
 */
export function faultOf(direct, through) {
  return directFault(direct) ?? (through === undefined ? undefined : throughFault(direct, through));
}

function directFault({ error, log, script, results }) {
  if (error !== undefined) return `directly: ${error.stack}\n${log}`;
  const found = surprise(script, results);
  return found === undefined ? undefined : `directly: ${found}`;
}

/** The first step that was refused and should not have been, or the reverse; undefined if none was. */
export function surprise(script, results) {
  const step = script.findIndex(({ refused = false }, index) => refused !== failed(results[index]));
  return step < 0 ? undefined : `${JSON.stringify(script[step])}: ${JSON.stringify(results[step])}`;
}

const failed = (result) =>
  result === 'refused' || result.error !== undefined || result.isError === true;

function throughFault(direct, { error, log, script, results }) {
  if (error !== undefined) return `through the gateway: ${error.stack}\n${log}`;
  const step = script.findIndex(
    (_, index) => !isDeepStrictEqual(direct.results[index], results[index]),
  );
  if (step < 0) return undefined;
  return [
    `step ${step + 1}, ${JSON.stringify(script[step])}`,
    `  directly: ${JSON.stringify(direct.results[step])}`,
    `  through:  ${JSON.stringify(results[step])}`,
  ].join('\n');
}
