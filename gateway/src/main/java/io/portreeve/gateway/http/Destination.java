package io.portreeve.gateway.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Where calls go, and as whom: connections are shared only between equal destinations.
 *
 * @param host in lower case; an IPv6 literal without its brackets
 * @param tls plain text if empty
 * @param poolKey keeps connections apart that must not be shared, such as those of two principals
 */
public record Destination(String host, int port, Optional<TlsClient> tls, String poolKey) {

  public Destination {
    host = host.toLowerCase(Locale.ROOT);
    if (port < 1 || port > 65535 || !Grammar.isAuthority(bracketed(host))) {
      throw new IllegalArgumentException("not a destination");
    }
  }

  /**
   * The origin of an {@code http} or {@code https} URI; https with the platform's authorities.
   *
   * @throws IllegalArgumentException for any other URI, or one with user information
   */
  public static Destination of(URI uri) {
    return of(uri, TlsClient.platform());
  }

  /** Likewise, with {@code tls} if the scheme is https. */
  public static Destination of(URI uri, TlsClient tls) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean secure = scheme.equals("https");
    String host = uri.getHost();
    if ((!secure && !scheme.equals("http")) || host == null || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("not an http origin");
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return new Destination(bare, port, secure ? Optional.of(tls) : Optional.empty(), "");
  }

  /** The same place, with connections of its own. */
  public Destination as(String otherKey) {
    return new Destination(host, port, tls, otherKey);
  }

  /** What the Host field says: the default port is left out (RFC 9110 section 7.2). */
  public String authority() {
    int standard = tls.isPresent() ? 443 : 80;
    return port == standard ? bracketed(host) : bracketed(host) + ":" + port;
  }

  private static String bracketed(String host) {
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }
}
