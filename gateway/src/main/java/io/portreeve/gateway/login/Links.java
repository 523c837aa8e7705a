package io.portreeve.gateway.login;

import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Addresses that others name: only some are worth anything, before a host of them is looked at. */
final class Links {
  private static final int LONGEST = 2_048;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private Links() {}

  /**
   * An absolute address that TLS protects; or one on a loopback name, if whoever names it is
   * reached so too. Else a server elsewhere could name services of this machine.
   */
  static URI safe(String text, String what, URI by) throws LoginFailed {
    if (text.length() > LONGEST) {
      throw new LoginFailed(what + " is too long");
    }
    try {
      URI uri = new URI(text);
      boolean whole = uri.getHost() != null && uri.getRawUserInfo() == null;
      if (whole && uri.getRawFragment() == null && isProtected(uri, by)) {
        return uri;
      }
    } catch (URISyntaxException malformed) {
      throw new LoginFailed(what + " is no address");
    }
    throw new LoginFailed(what + " is no https address");
  }

  private static boolean isProtected(URI uri, URI by) {
    return isSecure(uri) || (isHere(uri) && isHere(by));
  }

  static URI required(JsonObject document, String member, String whose, URI by) throws LoginFailed {
    Optional<URI> found = optional(document, member, whose, by);
    if (found.isEmpty()) {
      throw new LoginFailed(whose + " has no `" + member + "`");
    }
    return found.get();
  }

  static Optional<URI> optional(JsonObject document, String member, String whose, URI by)
      throws LoginFailed {
    Optional<String> text = document.string(member);
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(safe(text.get(), "`" + member + "` of " + whose, by));
  }

  /** Without TLS, on a loopback name: nobody is on the way. */
  static boolean isHere(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme())
        && uri.getHost() != null
        && LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT));
  }

  private static boolean isSecure(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  /** Scheme, host and port, with the port that the scheme implies. */
  static String origin(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
  }

  /** The same for people, as browsers show it: without a port that goes without saying. */
  static String shown(URI uri) {
    String origin = origin(uri);
    String usual = origin.startsWith("https:") ? ":443" : ":80";
    return origin.endsWith(usual) ? origin.substring(0, origin.length() - usual.length()) : origin;
  }

  /** The path without a slash at its end. */
  static String path(URI uri) {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
