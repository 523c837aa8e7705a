import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { test } from 'node:test';
import { keysOf } from './recovered.js';

const part = (json) => Buffer.from(JSON.stringify(json)).toString('base64url');

test('a signature fits two keys, one of which is the signer\'s', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const content = `${part({ alg: 'ES256' })}.${part({ sub: 'ann' })}`;
  const signature = sign('sha256', Buffer.from(content), {
    key: privateKey,
    dsaEncoding: 'ieee-p1363',
  });

  const keys = keysOf(`${content}.${signature.toString('base64url')}`);

  const { x } = publicKey.export({ format: 'jwk' });
  assert.equal(keys.filter((key) => key.x === x).length, 1);
  for (const jwk of keys) {
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    assert.ok(verify('sha256', Buffer.from(content), { key, dsaEncoding: 'ieee-p1363' }, signature));
  }
});
