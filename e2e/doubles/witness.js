// Stands between a client and a real stdio server and writes down all that reaches the server.
//
//   node witness.js HEARD COMMAND ...
import { createWriteStream } from 'node:fs';
import { between } from './between.js';

const [heard, ...command] = process.argv.slice(2);
const file = createWriteStream(heard, { flags: 'a' });

between(command, {
  toServer: (line) => {
    file.write(`${line}\n`);
    return line;
  },
});
