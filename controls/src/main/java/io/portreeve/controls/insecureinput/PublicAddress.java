package io.portreeve.controls.insecureinput;

/** Tells addresses that anybody on the internet may have from those of a network of somebody's. */
public final class PublicAddress {
  private PublicAddress() {}

  /**
   * Whether it is public; an IPv6 address that carries an IPv4 address is judged as what it
   * carries.
   */
  public static boolean isPublic(IpAddress address) {
    return AddressRanges.owner(address) == AddressRanges.Owner.PUBLIC;
  }
}
