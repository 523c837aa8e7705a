package io.portreeve.gateway.login;

import io.portreeve.guard.EndpointId;
import java.net.URI;
import java.util.Optional;

/**
 * Where browsers and authorization servers find us.
 *
 * @param base how they reach our listener, without a path
 * @param document the address of a document about us elsewhere
 */
public record LoginSite(URI base, Optional<URI> document) {
  private static final String START = "/login";
  private static final String SIGNED_IN = "/login/signed-in/";

  /** What stands behind the path of a page where callers begin, on their way to an issuer. */
  static final String SIGN_IN = "/sign-in";

  static final String CALLBACK = "/login/callback";
  static final String DOCUMENT = "/login/client.json";

  /** The path of the page where callers of an endpoint begin: each has its own. */
  static String path(EndpointId endpoint) {
    return endpoint.equals(EndpointId.unnamed()) ? START : START + "/at/" + endpoint;
  }

  /** Where an issuer sends people back to who signed in there; each issuer its own. */
  public URI signedIn(String issuer) {
    return at(SIGNED_IN + issuer);
  }

  /** Where callers of an endpoint begin. */
  public URI start(EndpointId endpoint) {
    return at(path(endpoint));
  }

  /** Where users come back from authorization servers. */
  public URI callback() {
    return at(CALLBACK);
  }

  /** What describes us to authorization servers: on this machine alone nobody could read it. */
  public Optional<URI> described() {
    return document.or(() -> isSecure() ? Optional.of(at(DOCUMENT)) : Optional.empty());
  }

  boolean isSecure() {
    return "https".equalsIgnoreCase(base.getScheme());
  }

  /** As a browser writes it. */
  String origin() {
    return base.getScheme() + "://" + base.getRawAuthority();
  }

  private URI at(String path) {
    return URI.create(origin() + path);
  }
}
