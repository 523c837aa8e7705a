package io.portreeve.gateway.redis;

import io.portreeve.gateway.keys.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where a Redis is, who we are to it, and how long it may take.
 *
 * @param url {@code redis://} or, with TLS, {@code rediss://}
 * @param user as whom we come; empty: the default user
 * @param password what proves it; empty: nothing does
 * @param ca the authorities that sign its certificate, PEM; empty: the platform's
 * @param timeout how long one command may take
 * @param keys stand for the keys that open what nodes keep there; the first seals
 */
public record RedisAddress(
    URI url,
    Optional<String> user,
    Optional<Secret> password,
    Optional<String> ca,
    Duration timeout,
    List<String> keys) {
  private static final int USUAL_PORT = 6379;

  boolean encrypted() {
    return url.getScheme().equals("rediss");
  }

  /** Without the brackets that an address of IPv6 has in a URL. */
  String host() {
    String host = url.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  int port() {
    return url.getPort() < 0 ? USUAL_PORT : url.getPort();
  }

  int database() {
    String path = url.getPath();
    return path.length() < 2 ? 0 : Integer.parseInt(path.substring(1));
  }
}
