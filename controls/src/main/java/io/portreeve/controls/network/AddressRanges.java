package io.portreeve.controls.network;

import java.util.List;
import java.util.Optional;

/**
 * Which addresses are whose (IANA Special-Purpose Address Registries, RFC 6890 and later).
 *
 * <p>An IPv6 address that carries an IPv4 address (mapped, compatible, NAT64, 6to4) is judged as
 * what it carries. What no registry entry makes global is not public.
 */
public final class AddressRanges {
  /** Whose an address is. */
  public enum Owner {
    PUBLIC,
    /** Loopback, private, link-local, carrier-grade NAT, unique local. */
    PRIVATE,
    /** Hands out the credentials of the machine, wherever it is asked from. */
    METADATA,
    /** No host has it: unspecified, multicast, documentation, reserved. */
    NOBODY
  }

  private record Range(long base, int bits, Owner owner) {
    boolean holds(long address) {
      return address >>> (32 - bits) == base >>> (32 - bits);
    }
  }

  private static final List<Range> FOUR =
      List.of(
          range("169.254.169.254", 32, Owner.METADATA),
          range("169.254.170.0", 23, Owner.METADATA),
          range("169.254.0.23", 32, Owner.METADATA),
          range("100.96.0.96", 32, Owner.METADATA),
          range("168.63.129.16", 32, Owner.METADATA),
          range("100.100.100.200", 32, Owner.METADATA),
          range("192.0.0.192", 32, Owner.METADATA),
          range("0.0.0.0", 8, Owner.NOBODY),
          range("10.0.0.0", 8, Owner.PRIVATE),
          range("100.64.0.0", 10, Owner.PRIVATE),
          range("127.0.0.0", 8, Owner.PRIVATE),
          range("169.254.0.0", 16, Owner.PRIVATE),
          range("172.16.0.0", 12, Owner.PRIVATE),
          range("192.168.0.0", 16, Owner.PRIVATE),
          range("192.0.0.0", 24, Owner.NOBODY),
          range("192.0.2.0", 24, Owner.NOBODY),
          range("192.88.99.0", 24, Owner.NOBODY),
          range("198.18.0.0", 15, Owner.NOBODY),
          range("198.51.100.0", 24, Owner.NOBODY),
          range("203.0.113.0", 24, Owner.NOBODY),
          range("224.0.0.0", 3, Owner.NOBODY));

  /** Where EC2 has the metadata service and its like over IPv6 (fd00:ec2::/32). */
  private static final long EC2 = 0xfd00_0ec2L;

  /** The metadata service of Google Cloud over IPv6. */
  private static final IpAddress GOOGLE = new IpAddress(0xfd20_00ce_0000_0000L, 0x254, false);

  private AddressRanges() {}

  /** Whose it is. */
  public static Owner owner(IpAddress address) {
    if (address.four()) {
      return FOUR.stream()
          .filter(range -> range.holds(address.low()))
          .map(Range::owner)
          .findFirst()
          .orElse(Owner.PUBLIC);
    }
    return carried(address).map(AddressRanges::owner).orElseGet(() -> six(address));
  }

  /** The IPv4 address inside an IPv6 address; none inside an IPv4 address. */
  static Optional<IpAddress> carried(IpAddress address) {
    if (address.four()) {
      return Optional.empty();
    }
    long high = address.high();
    long low = address.low();
    boolean mapped = high == 0 && low >>> 32 == 0xFFFF;
    boolean compatible = high == 0 && low >>> 32 == 0 && low > 1;
    boolean translated = high == 0 && low >>> 32 == 0xFFFF_0000L;
    boolean nat64 = high == 0x0064_ff9b_0000_0000L && low >>> 32 == 0;
    if (mapped || compatible || translated || nat64) {
      return Optional.of(IpAddress.four(low));
    }
    return high >>> 48 == 0x2002 ? Optional.of(IpAddress.four(high >>> 16)) : Optional.empty();
  }

  private static Owner six(IpAddress address) {
    long high = address.high();
    if (high >>> 32 == EC2 || address.equals(GOOGLE)) {
      return Owner.METADATA;
    }
    boolean loopback = high == 0 && address.low() == 1;
    boolean uniqueLocal = high >>> 57 == 0xfc >>> 1;
    boolean linkOrSiteLocal = high >>> 55 == 0xfe8 >>> 3;
    if (loopback || uniqueLocal || linkOrSiteLocal) {
      return Owner.PRIVATE;
    }
    boolean global = high >>> 61 == 1;
    boolean protocol = high >>> 41 == 0x2001_0000L >>> 9;
    boolean documentation = high >>> 32 == 0x2001_0db8L || high >>> 44 == 0x3fff0;
    return global && !protocol && !documentation ? Owner.PUBLIC : Owner.NOBODY;
  }

  private static Range range(String base, int bits, Owner owner) {
    return new Range(IpAddress.parseFour(base).orElseThrow().low(), bits, owner);
  }
}
