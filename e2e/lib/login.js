// Somebody who logs in at a server, with a real browser at the real identity provider, by the pages of the gateway.
import { createPublicKey, verify } from 'node:crypto';

/** Where the answer to a call leads. */
export const PAGE = /https?:\/\/[^\s"\\]+\/login(?:\/at\/[a-z0-9-]+)?\?ticket=[\w.-]+/;

/** The provider sends browsers of these clients back to the gateway alone. */
export async function mayComeBack(keycloak, gateway) {
  const callback = new URL('/login/callback', gateway.target().url).href;
  for (const client of await keycloak.admin('GET', '/clients')) {
    if (client.clientId.startsWith('gateway-at-')) {
      await keycloak.admin('PUT', `/clients/${client.id}`, { ...client, redirectUris: [callback] });
    }
  }
}

/** The provider sends browsers of this client back to that address alone. */
export async function comesBack(keycloak, { id }, address) {
  const [known] = await keycloak.admin('GET', `/clients?clientId=${id}`);
  await keycloak.admin('PUT', `/clients/${known.id}`, { ...known, redirectUris: [address.href] });
}

/** The claims of a token that the provider signed. */
export const worth = (keycloak) => async (token) => {
  const [head, payload, signature] = token.split('.');
  const { keys } = await (await fetch(keycloak.endpoint('certs'))).json();
  const { kid } = JSON.parse(Buffer.from(head, 'base64url'));
  const key = keys.find((one) => one.kid === kid);
  const good =
    key !== undefined &&
    verify(
      'RSA-SHA256',
      Buffer.from(`${head}.${payload}`),
      createPublicKey({ key, format: 'jwk' }),
      Buffer.from(signature, 'base64url'),
    );
  return good ? JSON.parse(Buffer.from(payload, 'base64url')) : undefined;
};

/** Opens a link and says by a key or token who is there. */
export async function open({ page, picture, leads }, link, key, name) {
  await page.goto(link);
  await picture(`${name}-1-who`);
  await page.fill('#credential', key);
  await picture(`${name}-2-typed`);
  await leads(() => page.click('button'));
}

/** Goes on to the provider, logs in there unless he is, agrees if asked, and comes back. Gives what he agreed to. */
export async function goOn({ page, picture, leads }, { username, password }, name) {
  await picture(`${name}-3-away`);
  await leads(() => page.click('a.go'));
  const agree = page.locator('[name=accept]');
  await page.locator('#username').or(agree).first().waitFor();
  if (!(await agree.isVisible())) {
    await page.fill('#username', username);
    await page.fill('#password', password);
    await leads(() => page.click('[type=submit]'));
    await agree.or(page.locator('main')).first().waitFor();
  }
  const agreed = (await agree.isVisible()) ? await page.innerText('body') : '';
  if (agreed !== '') await leads(() => agree.click());
  await page.waitForURL(/\/login\/callback/);
  await picture(`${name}-4-back`);
  return agreed;
}

export const heading = ({ page }) => page.innerText('h1');
