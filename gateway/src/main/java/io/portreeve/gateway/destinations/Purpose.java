package io.portreeve.gateway.destinations;

/**
 * What a connection is for. A host that the operator wrote for one purpose is good for no other.
 */
public enum Purpose {
  /** Calls of servers. */
  SERVERS,
  /** Where users log in: what a server names, if the operator named it too. */
  LOGINS,
  /** Tokens and secrets to show to servers. */
  CREDENTIALS,
  /** The keys and the word of issuers of the tokens that callers show. */
  ISSUERS,
  /** Decisions of an outside policy. */
  DECISIONS,
  /** Opinions on texts. */
  CLASSIFICATIONS,
  /** What waits for a person. */
  NOTICES,
  /** What exchanges took. */
  TELEMETRY,
  /** What is known of packages. */
  ADVISORIES
}
