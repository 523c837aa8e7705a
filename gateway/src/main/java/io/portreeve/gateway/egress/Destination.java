package io.portreeve.gateway.egress;

import io.portreeve.controls.network.IpAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a program may connect to.
 *
 * @param host a name in lower case or an address literal, without brackets
 */
public record Destination(String host, int port) {
  private static final int HTTPS = 443;

  /** Reads {@code host}, which means port 443, or {@code host:port}; empty if it is neither. */
  public static Optional<Destination> read(String text) {
    int colon = text.lastIndexOf(':');
    boolean bare = colon < 0 || text.endsWith("]");
    String host = bare ? text : text.substring(0, colon);
    String port = bare ? Integer.toString(HTTPS) : text.substring(colon + 1);
    String plain =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    if (!plain.matches("[A-Za-z0-9.:_-]{1,253}") || !port.matches("[1-9][0-9]{0,4}")) {
      return Optional.empty();
    }
    if (plain.equals(host) && plain.contains(":")) {
      return Optional.empty();
    }
    int number = Integer.parseInt(port);
    return number > 65_535
        ? Optional.empty()
        : Optional.of(new Destination(plain.toLowerCase(Locale.ROOT), number));
  }

  /**
   * Whether the host is an address, in a spelling that all readers agree on, so that no name
   * service has a say in where it leads.
   */
  boolean isAddress() {
    return IpAddress.parseFour(host).or(() -> IpAddress.parseSix(host)).isPresent();
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
