package io.portreeve.controls.insecureresponsehandling;

import java.util.Set;

/**
 * Whether a user may be sent to a URL: https, or http on this machine, and nothing in it that hides
 * where it leads: no user before an {@code @}, no backslash that browsers read as a slash, no
 * character that is not printable ASCII.
 */
final class WebUrl {
  private static final String HTTPS = "https://";
  private static final String HTTP = "http://";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private WebUrl() {}

  static boolean safe(String url) {
    if (!url.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\')) {
      return false;
    }
    if (url.startsWith(HTTPS)) {
      return !host(url.substring(HTTPS.length())).isEmpty();
    }
    return url.startsWith(HTTP) && LOOPBACK.contains(host(url.substring(HTTP.length())));
  }

  /** The host without its port; nothing when there is more than a host and a port. */
  private static String host(String afterScheme) {
    String authority = afterScheme.split("[/?#]", 2)[0];
    int port = authority.lastIndexOf(':');
    boolean ported = port > authority.lastIndexOf(']');
    String host = ported ? authority.substring(0, port) : authority;
    String digits = ported ? authority.substring(port + 1) : "";
    boolean plain =
        authority.indexOf('@') < 0 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return plain ? host : "";
  }
}
