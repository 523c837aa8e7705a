package io.portreeve.gateway.config;

/**
 * How an access token may be signed (RFC 7518, section 3.1). Only with a private key: whoever can
 * check a token must not be able to make one.
 */
public enum SignatureAlgorithm {
  ES256,
  ES384,
  ES512,
  PS256,
  PS384,
  PS512,
  RS256,
  RS384,
  RS512
}
