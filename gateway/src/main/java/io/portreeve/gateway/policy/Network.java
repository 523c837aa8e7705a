package io.portreeve.gateway.policy;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of addresses, as {@code 10.0.0.0/8} or {@code 2001:db8::/32}. An IPv4 address that is
 * written as an IPv6 one ({@code ::ffff:10.1.2.3}) is the IPv4 address, on either side; apart from
 * that no range of one family holds an address of the other.
 */
record Network(InetAddress first, int prefix) {
  private static final Pattern WRITTEN = Pattern.compile("([0-9A-Fa-f:.]{2,45})/([0-9]{1,3})");
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");
  private static final int IPV4_BITS = 32;
  private static final int MAPPED = 96;

  /** Reads one; empty if it is none, or has bits behind its prefix. */
  static Optional<Network> of(String text) {
    Matcher written = WRITTEN.matcher(text);
    return written.matches()
        ? address(written.group(1))
            .flatMap(first -> of(first, prefix(written.group(1), first, written.group(2))))
        : Optional.empty();
  }

  private static Optional<Network> of(InetAddress first, int prefix) {
    byte[] bytes = first.getAddress();
    return prefix >= 0
            && prefix <= bytes.length * Byte.SIZE
            && Arrays.equals(bytes, masked(bytes, prefix))
        ? Optional.of(new Network(first, prefix))
        : Optional.empty();
  }

  private static int prefix(String written, InetAddress first, String digits) {
    boolean mapped =
        written.indexOf(':') >= 0 && first.getAddress().length * Byte.SIZE == IPV4_BITS;
    return Integer.parseInt(digits) - (mapped ? MAPPED : 0);
  }

  /** Reads an address as a peer has it; the zone of a local one is not looked at. */
  static Optional<InetAddress> address(String text) {
    int zone = text.indexOf('%');
    String address = zone < 0 ? text : text.substring(0, zone);
    if (address.indexOf(':') < 0 && !IPV4.matcher(address).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(address));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  boolean holds(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == first.getAddress().length
        && Arrays.equals(masked(bytes, prefix), first.getAddress());
  }

  private static byte[] masked(byte[] bytes, int prefix) {
    byte[] masked = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      int kept = Math.clamp(prefix - i * Byte.SIZE, 0, Byte.SIZE);
      masked[i] = (byte) (bytes[i] & (0xff00 >> kept));
    }
    return masked;
  }
}
