package io.portreeve.gateway.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where calls go, and as whom: connections are shared only between equal destinations. The
 * authority is checked and written once for a place, and not for each call.
 */
public final class Destination {
  private final String host;
  private final int port;
  private final Optional<TlsClient> tls;
  private final String poolKey;
  private final String authority;

  /**
   * One place.
   *
   * @param host an IPv6 literal without its brackets
   * @param tls plain text if empty
   * @param poolKey keeps connections apart that must not be shared, such as those of two principals
   * @throws IllegalArgumentException if there can be no such place
   */
  public Destination(String host, int port, Optional<TlsClient> tls, String poolKey) {
    String name = host.toLowerCase(Locale.ROOT);
    this(name, port, tls, poolKey, authority(name, port, tls));
  }

  private Destination(
      String name, int port, Optional<TlsClient> tls, String poolKey, String authority) {
    this.host = name;
    this.port = port;
    this.tls = tls;
    this.poolKey = poolKey;
    this.authority = authority;
  }

  /** The default port is left out (RFC 9110 section 7.2). */
  private static String authority(String name, int port, Optional<TlsClient> tls) {
    String bracketed = name.indexOf(':') >= 0 ? "[" + name + "]" : name;
    if (port < 1 || port > 65535 || !Grammar.isAuthority(bracketed)) {
      throw new IllegalArgumentException("not a destination");
    }
    return port == (tls.isPresent() ? 443 : 80) ? bracketed : bracketed + ":" + port;
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
    return new Destination(host, port, tls, otherKey, authority);
  }

  /** In lower case; an IPv6 literal without its brackets. */
  public String host() {
    return host;
  }

  /** In 1 to 65535. */
  public int port() {
    return port;
  }

  /** With which TLS; plain text if empty. */
  public Optional<TlsClient> tls() {
    return tls;
  }

  /** What the Host field says. */
  public String authority() {
    return authority;
  }

  /** With whether there is TLS, the authority says which host and port it is. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Destination that
        && authority.equals(that.authority)
        && poolKey.equals(that.poolKey)
        && tls.equals(that.tls);
  }

  /** Of what strings keep the hash of. */
  @Override
  public int hashCode() {
    return 31 * authority.hashCode() + poolKey.hashCode();
  }

  @Override
  public String toString() {
    return authority;
  }
}
