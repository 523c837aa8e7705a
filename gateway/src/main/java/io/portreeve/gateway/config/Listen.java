package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Parsed;
import io.portreeve.gateway.config.form.Scalar;
import io.portreeve.gateway.config.form.Strength;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address to listen on. Never a name that somebody else's resolver could turn into another
 * address.
 */
public record Listen(InetAddress address, int port) {
  private static final Pattern WRITTEN =
      Pattern.compile("(localhost|[0-9.]{7,15}|\\[[0-9A-Fa-f:.]{2,45}\\]):([0-9]{1,5})");

  /** Whether only this machine can reach it. */
  public boolean loopback() {
    return address.isLoopbackAddress();
  }

  /** As a socket wants it. */
  public InetSocketAddress socketAddress() {
    return new InetSocketAddress(address, port);
  }

  /** As it is written in the file. */
  @Override
  public String toString() {
    String host = address.getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  static Listen of(String host, int port) {
    return new Listen(InetAddress.ofLiteral(host), port);
  }

  static Scalar<Listen> form() {
    return Scalar.of(
        "an address and a port such as `127.0.0.1:8787`",
        "^(localhost|[0-9.]{7,15}|\\[[0-9A-Fa-f:.]{2,45}\\]):[0-9]{1,5}$",
        Listen::parse,
        Listen::toString);
  }

  /** To leave loopback is weaker; any other move is not. */
  static Strength<Listen> strength() {
    return (path, before, after, shown) ->
        before.loopback() && !after.loopback()
            ? Strength.<Listen>unordered().weaker(path, before, after, shown)
            : List.of();
  }

  private static Parsed<Listen> parse(String text) {
    Matcher parts = WRITTEN.matcher(text);
    if (!parts.matches()) {
      return Parsed.wrong(
          "is not an address and a port",
          "write an IP address or localhost, as in `127.0.0.1:8787`");
    }
    int port = Integer.parseInt(parts.group(2));
    if (port > 65535) {
      return Parsed.wrong("has a port out of range", "choose from 0 (any free one) to 65535");
    }
    String host = parts.group(1).equals("localhost") ? "127.0.0.1" : parts.group(1);
    try {
      return Parsed.right(of(host.replaceAll("[\\[\\]]", ""), port));
    } catch (IllegalArgumentException malformed) {
      return Parsed.wrong("is not an IP address", "write one such as `127.0.0.1` or `[::1]`");
    }
  }
}
