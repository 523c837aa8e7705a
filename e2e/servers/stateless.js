// A server of the newest revision alone, on the published SDK, that asks its clients for input in the
// middle of calls. No published server does that yet, so it is the fixture of the conformance suite.
import { join } from 'node:path';
import { files } from './world.js';

const FIXTURE = join(import.meta.dirname, '../../conformance/fixture/main.js');

export const stateless = {
  name: 'stateless server that asks',
  /** A client of the older revisions cannot reach it but through the gateway. */
  statelessOnly: true,
  roots: (world) => [{ uri: `file://${files(world)}` }],
  command: () => [process.execPath, FIXTURE, '--stdio', '--era', 'modern'],
  script: () => [
    { call: 'test_input_required_result_elicitation' },
    { call: 'test_input_required_result_sampling' },
    { call: 'test_input_required_result_list_roots' },
    { call: 'test_input_required_result_multiple_inputs' },
  ],
};
