// The configuration under which users log in at the server of a scenario.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { CLIENT_METADATA } from '../client/provider.js';
import { CONFIG, newFolder } from './gateway.js';

/** Where the suite's authorization server does not promise to name itself, the operator has to. */
const NAMELESS = ['auth/iss-not-advertised', 'auth/iss-unexpected'];

const SECRET = 'CONFORMANCE_CLIENT_SECRET';

/** What to start the gateway with: `{ config, folder, env }`. */
export async function loginConfig(url, scenario, { client_id, client_secret } = {}) {
  const folder = newFolder();
  const config = join(folder, 'login.yaml');
  const settings = parse(readFileSync(CONFIG, 'utf8'));
  const [server] = Object.values(settings.servers);
  server.credentials = { login: await login(url, scenario, client_id) };
  settings.login = { 'client-metadata': CLIENT_METADATA };
  writeFileSync(config, stringify(settings));
  return { config, folder, env: client_secret === undefined ? {} : { [SECRET]: client_secret } };
}

/** Whoever registers a client knows where; we look where the scenario's server says. */
async function login(url, scenario, clientId) {
  if (clientId !== undefined) {
    return { issuer: await issuer(url), 'client-id': clientId, 'client-secret': `env:${SECRET}` };
  }
  return NAMELESS.includes(scenario) ? { issuer: await issuer(url) } : {};
}

async function issuer(url) {
  const { pathname, origin } = new URL(url);
  const answer = await fetch(`${origin}/.well-known/oauth-protected-resource${pathname}`);
  const { authorization_servers: issuers } = await answer.json();
  return issuers[0];
}
