import { parseArgs } from 'node:util';

/** The options that a command was given; one that it does not know is told in a line, and ends it with status 2. */
export function optionsOf(command, options) {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    console.error(`${command}: ${error.message}; see ${command} --help`);
    return process.exit(2);
  }
}
