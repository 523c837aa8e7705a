package io.portreeve.gateway.keys;

/** Why a presented key is no good; for logs and the audit journal, never for the client. */
public enum KeyFault {
  /** Not the form of a key of ours. */
  MALFORMED,
  /** The checksum does not fit: mistyped or cut off. */
  MISTYPED,
  /** No key has this id. */
  UNKNOWN,
  /** The id exists, the secret is another one. */
  WRONG_SECRET,
  /**
   * The id exists, and what is kept of the key is under a secret of nodes that this one does not
   * know.
   */
  UNKNOWN_SECRET,
  REVOKED,
  EXPIRED
}
