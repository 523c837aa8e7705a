package io.portreeve.onnx.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.keys.Secret;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may ask. A page in a browser on this machine may not: it names its origin, and cannot send
 * JSON without asking first, which is answered by nothing; one that had its own name lead to this
 * machine (DNS rebinding) names a host that is none of this machine's.
 *
 * @param token what an asker must show as {@code Authorization: Bearer}; empty: nothing
 * @param hosts what {@code Host} may be without its port, lower case; empty: anything
 */
record ClassifierDoor(Optional<Secret> token, Set<String> hosts) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");

  ClassifierDoor {
    hosts = Set.copyOf(hosts);
  }

  /** That of an address: of this machine alone it is known under its loopback names only. */
  static ClassifierDoor at(InetAddress address, Optional<Secret> token) {
    if (!address.isLoopbackAddress()) {
      return new ClassifierDoor(token, Set.of());
    }
    String own = address.getHostAddress();
    Set<String> names = new HashSet<>(LOOPBACK);
    names.add(own.contains(":") ? "[" + own + "]" : own);
    return new ClassifierDoor(token, names);
  }

  /** Whether it is a page of a browser, or led here by a name that is not this machine's. */
  boolean isStranger(HttpRequest request) {
    return request.headers().has("origin") || !isOurs(request.headers().all("host"));
  }

  /** Whether it shows the token, if there is one. */
  boolean isTrusted(HttpRequest request) {
    return token.isEmpty() || shows(token.get(), request.headers().all("authorization"));
  }

  /** The status that such a request is refused with, told by its head; empty if it may ask. */
  Optional<Integer> refuses(HttpRequest request) {
    if (isStranger(request)) {
      return Optional.of(403);
    }
    if (!isTrusted(request)) {
      return Optional.of(401);
    }
    return isJson(request.headers().all("content-type")) ? Optional.empty() : Optional.of(415);
  }

  private boolean isOurs(List<String> named) {
    return hosts.isEmpty()
        || (named.size() == 1
            && hosts.contains(
                PORT.matcher(named.getFirst().toLowerCase(Locale.ROOT)).replaceFirst("")));
  }

  private static boolean shows(Secret token, List<String> shown) {
    return shown.size() == 1
        && MessageDigest.isEqual(
            ("Bearer " + token.revealText()).getBytes(UTF_8), shown.getFirst().getBytes(UTF_8));
  }

  private static boolean isJson(List<String> types) {
    return types.size() == 1
        && types
            .getFirst()
            .split(";", 2)[0]
            .strip()
            .toLowerCase(Locale.ROOT)
            .equals("application/json");
  }
}
