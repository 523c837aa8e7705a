// The configuration under which the gateway has credentials for the server of a scenario.
import { createPrivateKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { CLIENT_METADATA } from '../client/provider.js';
import { CONFIG, newFolder } from './gateway.js';
import { keysOf } from './recovered.js';

/** Where the suite's authorization server does not promise to name itself, the operator has to. */
const NAMELESS = ['auth/iss-not-advertised', 'auth/iss-unexpected'];

const SECRET = 'CONFORMANCE_CLIENT_SECRET';

/** What to start the gateway with: `{ config, folder, env }`. */
export async function configFor(url, scenario, context = {}) {
  const folder = newFolder();
  const config = join(folder, 'credentials.yaml');
  const settings = parse(readFileSync(CONFIG, 'utf8'));
  const [server] = Object.values(settings.servers);
  server.credentials = await credentials(url, scenario, context);
  if (server.credentials.login) settings.login = { 'client-metadata': CLIENT_METADATA };
  if (context.idp_id_token) settings.authentication = await callersOf(context);
  writeFileSync(config, stringify(settings));
  return { config, folder, env: { [SECRET]: secretOf(context) } };
}

/** Whoever registers a client knows where; we look where the scenario's server says. */
async function credentials(url, scenario, { client_id: id, idp_client_id, idp_issuer }) {
  const us = async () => ({ issuer: await issuer(url), 'client-id': id });
  const secret = `env:${SECRET}`;
  switch (scenario) {
    case 'auth/client-credentials-basic':
      return ours(url, { ...(await us()), 'client-secret': secret });
    case 'auth/client-credentials-jwt':
      return ours(url, { ...(await us()), 'client-key': secret });
    case 'auth/enterprise-managed-authorization':
      return {
        'enterprise-managed': {
          'identity-provider': {
            issuer: idp_issuer,
            'client-id': idp_client_id,
            'client-secret': secret,
          },
          'authorization-server': { ...(await us()), 'client-secret': secret },
          'subject-type': 'id-token',
          resource: url,
        },
      };
    default:
      if (id !== undefined) return { login: { ...(await us()), 'client-secret': secret } };
      return { login: NAMELESS.includes(scenario) ? { issuer: await issuer(url) } : {} };
  }
}

const ours = (url, us) => ({ 'client-credentials': { 'authorization-server': us, resource: url } });

function secretOf({ client_secret: secret, private_key_pem: key }) {
  return key ? JSON.stringify(createPrivateKey(key).export({ format: 'jwk' })) : (secret ?? '');
}

/** Whoever comes with what the enterprise's identity provider said of him at its own client. */
async function callersOf({ idp_issuer, idp_client_id, idp_id_token }) {
  const enterprise = {
    issuer: idp_issuer,
    audiences: [idp_client_id],
    algorithms: ['ES256'],
    jwks: await published(keysOf(idp_id_token)),
  };
  const oauth = { resource: 'https://gateway.example/mcp', issuers: { enterprise } };
  return { 'api-keys': false, oauth };
}

/** Serves the keys for as long as this program runs, and gives the address. */
async function published(keys) {
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'application/json');
    answer.end(JSON.stringify({ keys }));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  server.unref();
  return `http://127.0.0.1:${server.address().port}/keys`;
}

async function issuer(url) {
  const { pathname, origin } = new URL(url);
  const answer = await fetch(`${origin}/.well-known/oauth-protected-resource${pathname}`);
  const { authorization_servers: issuers } = await answer.json();
  return issuers[0];
}
