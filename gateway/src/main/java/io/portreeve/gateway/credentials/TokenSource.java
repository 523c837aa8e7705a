package io.portreeve.gateway.credentials;

import java.util.List;

/** Gets a token for one server, on behalf of somebody who came with a token of his own. */
interface TokenSource {
  /** What a token is asked to grant at first; empty: what the authorization server thinks fit. */
  List<String> scopes();

  /** One that is asked to grant these scopes. */
  Grant token(Subject subject, List<String> scopes) throws TokenUnavailable, InterruptedException;
}
