package io.portreeve.gateway.credentials;

/** Gets a token for one server, on behalf of somebody who came with a token of his own. */
@FunctionalInterface
interface TokenSource {
  Grant token(Subject subject) throws TokenUnavailable, InterruptedException;
}
