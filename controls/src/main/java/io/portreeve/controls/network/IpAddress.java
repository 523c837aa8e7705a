package io.portreeve.controls.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An IP address.
 *
 * @param high the upper half of an IPv6 address; 0 for IPv4
 * @param low the lower half of an IPv6 address; an IPv4 address in the low 32 bits
 * @param four whether it is an IPv4 address
 */
public record IpAddress(long high, long low, boolean four) {
  /**
   * An address from its 4 or 16 octets.
   *
   * @throws IllegalArgumentException for another number of octets
   */
  public static IpAddress of(byte[] octets) {
    if (octets.length != 4 && octets.length != 16) {
      throw new IllegalArgumentException("an address of " + octets.length + " octets");
    }
    long high = 0;
    long low = 0;
    for (byte octet : octets) {
      high = high << 8 | low >>> 56;
      low = low << 8 | (octet & 0xFF);
    }
    return new IpAddress(high, low, octets.length == 4);
  }

  /** The IPv4 address of this number. */
  public static IpAddress four(long value) {
    return new IpAddress(0, value & 0xFFFF_FFFFL, true);
  }

  /** Reads four decimal numbers without leading zeros: the one form that all readers agree on. */
  public static Optional<IpAddress> parseFour(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    long value = 0;
    for (String part : parts) {
      if (!part.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(part) > 255) {
        return Optional.empty();
      }
      value = value << 8 | Integer.parseInt(part);
    }
    return Optional.of(four(value));
  }

  /** Reads the text form of RFC 4291, section 2.2, without a zone. */
  public static Optional<IpAddress> parseSix(String text) {
    int gap = text.indexOf("::");
    if (gap != text.lastIndexOf("::") || text.contains(":::")) {
      return Optional.empty();
    }
    int[] groups = new int[8];
    String head = gap < 0 ? text : text.substring(0, gap);
    String tail = gap < 0 ? "" : text.substring(gap + 2);
    int front = Groups.read(head, groups, 0);
    int[] behind = new int[8];
    int back = Groups.read(tail, behind, 0);
    boolean complete = gap < 0 ? front == 8 : front >= 0 && back >= 0 && front + back < 8;
    if (!complete) {
      return Optional.empty();
    }
    System.arraycopy(behind, 0, groups, 8 - Math.max(back, 0), Math.max(back, 0));
    return Optional.of(new IpAddress(half(groups, 0), half(groups, 4), false));
  }

  /** Its first {@code bits}, and zeros behind them. */
  IpAddress first(int bits) {
    int lower = four ? bits + 32 : bits - 64;
    return new IpAddress(high & mask(four ? 0 : bits), low & mask(lower), four);
  }

  private static long mask(int bits) {
    return bits <= 0 ? 0 : bits >= 64 ? -1 : -1L << (64 - bits);
  }

  /** The text form that is read again as the same address. */
  @Override
  public String toString() {
    List<String> groups = new ArrayList<>();
    int size = four ? 8 : 16;
    for (int shift = four ? 24 : 48; shift >= 0; shift -= size) {
      long group = low >>> shift & ((1L << size) - 1);
      groups.add(four ? Long.toString(group) : Long.toHexString(group));
    }
    if (four) {
      return String.join(".", groups);
    }
    for (int shift = 0; shift <= 48; shift += 16) {
      groups.addFirst(Long.toHexString(high >>> shift & 0xFFFF));
    }
    return String.join(":", groups).replaceFirst("(^|:)0(:0)+(:|$)", "::");
  }

  private static long half(int[] groups, int from) {
    long half = 0;
    for (int i = from; i < from + 4; i++) {
      half = half << 16 | groups[i];
    }
    return half;
  }

  /** Reads groups of hexadecimal digits. */
  private static final class Groups {
    /** How many groups were read into {@code groups}; -1 if the text is malformed. */
    static int read(String text, int[] groups, int from) {
      if (text.isEmpty()) {
        return 0;
      }
      int count = from;
      String[] parts = text.split(":", -1);
      for (int i = 0; i < parts.length; i++) {
        boolean last = i == parts.length - 1;
        Optional<IpAddress> four = last ? parseFour(parts[i]) : Optional.empty();
        if (four.isPresent() && count <= 6) {
          groups[count++] = (int) (four.get().low() >>> 16);
          groups[count++] = (int) (four.get().low() & 0xFFFF);
        } else if (count < 8 && parts[i].matches("[0-9A-Fa-f]{1,4}")) {
          groups[count++] = Integer.parseInt(parts[i], 16);
        } else {
          return -1;
        }
      }
      return count;
    }
  }
}
