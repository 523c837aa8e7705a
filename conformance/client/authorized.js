// The scenarios with an authorization server: list the tools and call them, and log in whenever
// that is what is missing.
import { UnauthorizedError } from '@modelcontextprotocol/client';
import { callAll, newClient } from './drive.js';
import { logIn } from './browser.js';
import { providerFor } from './provider.js';

/** More logins than any scenario needs; what goes on asking has to end. */
const LOGINS = 3;
const LOGIN = /https?:\/\/[^\s"]+\/login\?ticket=[^\s"]+/;

/** Directly: the SDK is the OAuth client. */
export async function driveDirectly(url, scenario, revision, context) {
  const { provider, answer } = providerFor(scenario, context);
  await attempt(async (again) => {
    const { client, transport } = newClient(revision, url, { authProvider: provider });
    try {
      await use(client, transport);
    } catch (error) {
      if (!(error instanceof UnauthorizedError) || !answer || !again) throw error;
      await transport.finishAuth(await answer());
      return false;
    } finally {
      await client.close();
    }
    return true;
  });
}

/**
 * Through the gateway, which is the OAuth client; we are the user and the browser, and come with
 * what the enterprise's identity provider gave the user, if there is one.
 */
export async function driveThrough(url, revision, { idp_id_token: token }) {
  const options = token ? { requestInit: { headers: { authorization: `Bearer ${token}` } } } : {};
  await attempt(async (again) => {
    const { client, transport } = newClient(revision, url, options);
    try {
      await use(client, transport);
    } catch (error) {
      const page = LOGIN.exec(`${error.message} ${JSON.stringify(error.data ?? {})}`)?.[0];
      if (page === undefined || !again) throw error;
      await logIn(page);
      return false;
    } finally {
      await client.close();
    }
    return true;
  });
}

async function attempt(act) {
  for (let logins = LOGINS; !(await act(logins > 0)); logins--);
}

async function use(client, transport) {
  await client.connect(transport);
  const { tools } = await client.listTools();
  for (const result of await callAll(client, tools)) {
    const text = JSON.stringify(result.content);
    if (result.isError) throw new Error(text);
  }
}
