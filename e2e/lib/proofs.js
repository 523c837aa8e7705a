// Tokens that are signed by hand, and proofs of keys that tokens are bound to.
import { createHash, randomUUID, sign } from 'node:crypto';

export const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

export function signed(head, payload, key, options = {}) {
  const text = `${head}.${payload}`;
  return `${text}.${sign('sha256', Buffer.from(text), { key, ...options }).toString('base64url')}`;
}

/** Makes proofs of one key (RFC 9449). */
export function proofs({ publicKey, privateKey }) {
  const head = encoded({
    typ: 'dpop+jwt',
    alg: 'ES256',
    jwk: publicKey.export({ format: 'jwk' }),
  });
  return (htu, token) => {
    const claims = { jti: randomUUID(), htm: 'POST', htu, iat: Math.floor(Date.now() / 1000) };
    if (token !== undefined) claims.ath = createHash('sha256').update(token).digest('base64url');
    return signed(head, encoded(claims), privateKey, { dsaEncoding: 'ieee-p1363' });
  };
}
