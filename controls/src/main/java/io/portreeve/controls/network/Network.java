package io.portreeve.controls.network;

import java.util.Optional;

/**
 * A network: all addresses that begin like its base (RFC 4632, RFC 4291 section 2.3).
 *
 * @param base its first address
 * @param bits how many bits all of them share
 */
public record Network(IpAddress base, int bits) {
  /**
   * Reads {@code 10.0.0.0/8} or {@code fd00::/8}; an address alone is a network of one. Empty if it
   * is neither, or if the address has bits beyond those that are shared: which network was meant is
   * then not known.
   */
  public static Optional<Network> read(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    Optional<IpAddress> base = IpAddress.parseFour(address).or(() -> IpAddress.parseSix(address));
    if (base.isEmpty()) {
      return Optional.empty();
    }
    int most = base.get().four() ? 32 : 128;
    String bits = slash < 0 ? Integer.toString(most) : text.substring(slash + 1);
    if (!bits.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(bits) > most) {
      return Optional.empty();
    }
    return Optional.of(new Network(base.get(), Integer.parseInt(bits))).filter(Network::isWhole);
  }

  private boolean isWhole() {
    return base.equals(base.first(bits));
  }

  /** An IPv6 address that carries an IPv4 address lies in the networks of both. */
  public boolean holds(IpAddress address) {
    boolean itself = address.four() == base.four() && address.first(bits).equals(base);
    return itself || AddressRanges.carried(address).filter(this::holds).isPresent();
  }

  @Override
  public String toString() {
    return base + "/" + bits;
  }
}
