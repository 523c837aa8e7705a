package io.portreeve.gateway.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Counts connections by where they come from: an IPv4 address, or the /64 network that is given to
 * one customer as a whole in IPv6 (RFC 6177). Those of this machine are not counted, because a
 * proxy here speaks for everybody. Confined to whoever locks it.
 */
final class AddressCount {
  private static final int NETWORK_BYTES = 8;

  private final int most;
  private final Map<String, Integer> open = new HashMap<>();

  AddressCount(int most) {
    this.most = most;
  }

  /** Counts one more, unless there are too many. */
  boolean add(InetAddress from) {
    if (from.isLoopbackAddress()) {
      return true;
    }
    String key = network(from);
    int others = open.getOrDefault(key, 0);
    if (others >= most) {
      return false;
    }
    open.put(key, others + 1);
    return true;
  }

  /** One that was counted is gone; the last one takes its address with it. */
  void remove(InetAddress from) {
    open.computeIfPresent(
        network(from), (_, count) -> count <= 1 ? null : Integer.valueOf(count - 1));
  }

  int addresses() {
    return open.size();
  }

  /** The address or network that counts as one. */
  static String network(InetAddress from) {
    byte[] bytes = from.getAddress();
    return HexFormat.of()
        .formatHex(from instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
  }
}
