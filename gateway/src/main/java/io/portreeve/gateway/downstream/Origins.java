package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which hosts we answer to, and which web pages may call us: the defence against DNS rebinding
 * (specification 2026-07-28, transports, security).
 *
 * @param hosts allowed values of {@code Host}, lower case, with or without a port
 * @param origins allowed values of {@code Origin}, lower case; programs send none, browsers must
 */
public record Origins(Set<String> hosts, Set<String> origins) {
  /** So many characters of it are told; no name of a host is longer (RFC 1035). */
  private static final int LONGEST = 255;

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  public Origins {
    hosts = Set.copyOf(hosts);
    origins = Set.copyOf(origins);
  }

  /** Those that the operator names; without any host, this machine under its loopback names. */
  public static Origins of(List<String> hosts, List<String> origins) {
    return new Origins(hosts.isEmpty() ? LOOPBACK : Set.copyOf(hosts), Set.copyOf(origins));
  }

  /** Only this machine, under any of its loopback names. */
  public static Origins loopback() {
    return new Origins(LOOPBACK, Set.of());
  }

  public boolean allow(HttpRequest request) {
    return stranger(request).isEmpty();
  }

  /** What is not allowed of it, in words for the operator that a sender cannot make long. */
  Optional<String> stranger(HttpRequest request) {
    String host = request.headers().first("host").map(Origins::lower).orElse("");
    if (!allowedHost(host)) {
      return Optional.of(told("host", host));
    }
    for (String origin : request.headers().all("origin")) {
      if (!allowedOrigin(lower(origin))) {
        return Optional.of(told("origin", lower(origin)));
      }
    }
    return Optional.empty();
  }

  private static String told(String what, String value) {
    return what + " `" + (value.length() > LONGEST ? value.substring(0, LONGEST) : value) + "`";
  }

  private boolean allowedHost(String host) {
    return hosts.contains(host) || hosts.contains(withoutPort(host));
  }

  /** A page of an allowed host on the loopback is as near as a program there. */
  private boolean allowedOrigin(String origin) {
    if (origins.contains(origin)) {
      return true;
    }
    int scheme = origin.indexOf("://");
    String host = scheme < 0 ? "" : withoutPort(origin.substring(scheme + 3));
    return LOOPBACK.contains(host) && hosts.contains(host);
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }

  private static String lower(String value) {
    return value.toLowerCase(Locale.ROOT);
  }
}
