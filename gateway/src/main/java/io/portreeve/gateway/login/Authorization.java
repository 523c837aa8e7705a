package io.portreeve.gateway.login;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A user sent to an authorization server for what a server wants, and not yet back.
 *
 * @param resource what tokens are asked for
 */
record Authorization(AuthorizationRequest request, String resource) {
  static final String OFFLINE = "offline_access";

  /** Where the browser goes (RFC 8707). */
  URI address() {
    Map<String, String> more = new LinkedHashMap<>();
    more.put("resource", resource);
    if (scopes().contains(OFFLINE)) {
      more.put("prompt", "consent"); // OpenID Connect Core 1.0, section 11
    }
    return request.address(more);
  }

  AuthorizationServer server() {
    return request.server();
  }

  Client client() {
    return request.client();
  }

  List<String> scopes() {
    return request.scopes();
  }
}
