// Public keys from signatures. The suite's identity provider says where its keys lie, and serves
// none there; whoever checks its tokens needs them. A signature of ECDSA fits two keys (SEC 1,
// section 4.1.6), of which one is the provider's.
import { createHash } from 'node:crypto';

const P = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
const G = [
  0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
];

/** The keys, as JWKs, that a token signed with ES256 can have been signed with. */
export function keysOf(token) {
  const [header, claims, signature] = token.split('.');
  const bytes = Buffer.from(signature, 'base64url');
  const [r, s] = [number(bytes.subarray(0, 32)), number(bytes.subarray(32))];
  const hash = number(createHash('sha256').update(`${header}.${claims}`).digest());
  const y = power(r ** 3n - 3n * r + B, (P + 1n) / 4n, P);
  return [y, P - y].map((side) => {
    const point = add(times(s, [r, side]), times(N - (hash % N), G));
    const [keyX, keyY] = times(power(r, N - 2n, N), point);
    return { kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig', x: text(keyX), y: text(keyY) };
  });
}

const modulo = (value, of) => ((value % of) + of) % of;
const number = (bytes) => BigInt(`0x${bytes.toString('hex')}`);
const text = (value) =>
  Buffer.from(value.toString(16).padStart(64, '0'), 'hex').toString('base64url');

function power(base, exponent, of) {
  let result = 1n;
  for (let square = modulo(base, of); exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * square) % of;
    square = (square * square) % of;
  }
  return result;
}

/** On the curve; `undefined` is its neutral element. */
function add(one, other) {
  if (one === undefined || other === undefined) return one ?? other;
  if (one[0] === other[0] && one[1] !== other[1]) return undefined;
  const same = one[0] === other[0];
  const above = same ? 3n * one[0] ** 2n - 3n : other[1] - one[1];
  const below = same ? 2n * one[1] : other[0] - one[0];
  const slope = modulo(above * power(below, P - 2n, P), P);
  const x = modulo(slope ** 2n - one[0] - other[0], P);
  return [x, modulo(slope * (one[0] - x) - one[1], P)];
}

function times(factor, point) {
  let result;
  for (let double = point; factor > 0n; factor >>= 1n, double = add(double, double)) {
    if (factor & 1n) result = add(result, double);
  }
  return result;
}
