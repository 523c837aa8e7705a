// The known-good client of the client leg. The suite starts it with the address of a scenario's
// server as its last argument; it does what the scenario named in the environment expects of a
// client. With --through it starts the gateway in front of that server and talks to the gateway.
import { driveDirectly, driveThrough } from './authorized.js';
import { driveScenario } from './drive.js';
import { configFor } from '../lib/credentials.js';
import { throughGateway } from '../lib/gateway.js';

const url = process.argv.at(-1);
const scenario = process.env.MCP_CONFORMANCE_SCENARIO;
const context = JSON.parse(process.env.MCP_CONFORMANCE_CONTEXT ?? '{}');
const revision =
  process.env.CONFORMANCE_CLIENT_REVISION ?? process.env.MCP_CONFORMANCE_PROTOCOL_VERSION;

const authorized = scenario.startsWith('auth/');

try {
  if (process.argv.includes('--through')) {
    if (authorized) {
      const config = await configFor(url, scenario, context);
      await throughGateway(url, (gateway) => driveThrough(gateway, revision, context), config);
    } else {
      await throughGateway(url, (gateway) => driveScenario(gateway, scenario, revision, context));
    }
  } else if (authorized) {
    await driveDirectly(url, scenario, revision, context);
  } else {
    await driveScenario(url, scenario, revision, context);
  }
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
