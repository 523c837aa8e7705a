// Where the installed npm packages have their programs.
import { join } from 'node:path';

const BIN = join(import.meta.dirname, '../node_modules/.bin');

/** The command that runs a program of an installed package under this node. */
export const binary = (name, ...args) => [process.execPath, join(BIN, name), ...args];
