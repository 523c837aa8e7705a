// The OAuth side of our client when it reaches a scenario's server directly: what the published SDK
// wants to know, with a browser that only follows redirects.
import {
  ClientCredentialsProvider,
  CrossAppAccessProvider,
  PrivateKeyJwtProvider,
  requestJwtAuthorizationGrant,
} from '@modelcontextprotocol/client';

const CALLBACK = 'http://127.0.0.1:3000/callback';
export const CLIENT_METADATA = 'https://conformance-test.local/client-metadata.json';

/** The provider that a scenario wants, as `{ provider, answer }`. */
export function providerFor(scenario, context) {
  switch (scenario) {
    case 'auth/client-credentials-basic':
      return {
        provider: new ClientCredentialsProvider({
          clientId: context.client_id,
          clientSecret: context.client_secret,
        }),
      };
    case 'auth/client-credentials-jwt':
      return {
        provider: new PrivateKeyJwtProvider({
          clientId: context.client_id,
          privateKey: context.private_key_pem,
          algorithm: context.signing_algorithm ?? 'ES256',
        }),
      };
    case 'auth/enterprise-managed-authorization':
      return {
        provider: new CrossAppAccessProvider({
          clientId: context.client_id,
          clientSecret: context.client_secret,
          assertion: (at) => vouched(at, context),
        }),
      };
    default: {
      const provider = new Headless(context);
      return { provider, answer: () => provider.answer() };
    }
  }
}

/** What the enterprise's identity provider says for the user, for this server alone. */
async function vouched({ authorizationServerUrl, resourceUrl, scope, fetchFn }, context) {
  const { jwtAuthGrant } = await requestJwtAuthorizationGrant({
    tokenEndpoint: context.idp_token_endpoint,
    audience: authorizationServerUrl,
    resource: resourceUrl,
    idToken: context.idp_id_token,
    clientId: context.idp_client_id,
    scope,
    fetchFn,
  });
  return jwtAuthGrant;
}

/** A user who agrees to everything, and a browser that goes where it is sent. */
class Headless {
  #clients = new Map();
  #tokens;
  #verifier;
  #state;
  #address;
  clientMetadataUrl = CLIENT_METADATA;
  redirectUrl = CALLBACK;

  constructor({ client_id, client_secret } = {}) {
    if (client_id !== undefined) this.#clients.set('', { client_id, client_secret });
  }

  clientMetadata = {
    client_name: 'portreeve-conformance-client',
    redirect_uris: [CALLBACK],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    application_type: 'native',
  };

  state() {
    this.#state = crypto.randomUUID();
    return this.#state;
  }

  clientInformation(at) {
    return this.#clients.get('') ?? this.#clients.get(at?.issuer);
  }

  saveClientInformation(client, at) {
    this.#clients.set(at?.issuer, client);
  }

  tokens() {
    return this.#tokens;
  }

  saveTokens(tokens) {
    this.#tokens = tokens;
  }

  saveCodeVerifier(verifier) {
    this.#verifier = verifier;
  }

  codeVerifier() {
    return this.#verifier;
  }

  redirectToAuthorization(address) {
    this.#address = address;
  }

  /** What the authorization server sends back with the browser. */
  async answer() {
    const sent = await fetch(this.#address, { redirect: 'manual' });
    const parameters = new URL(sent.headers.get('location')).searchParams;
    if (parameters.get('state') !== this.#state) throw new Error('the state is another');
    return parameters;
  }
}
