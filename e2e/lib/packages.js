// Where the installed npm packages have their programs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const MODULES = join(import.meta.dirname, '../node_modules');

/**
 * The command that runs the program of an installed package under this node. The package says where
 * it lies, because two versions of one package would share a name in `.bin`.
 */
export function program(name, ...args) {
  const { bin } = JSON.parse(readFileSync(join(MODULES, name, 'package.json'), 'utf8'));
  const [file] = Object.values(bin);
  return [process.execPath, join(MODULES, name, file), ...args];
}

/** The environment in which a program under this node believes the authority of a target. */
export const trusting = ({ tls }) => (tls === undefined ? {} : { NODE_EXTRA_CA_CERTS: tls.ca });
