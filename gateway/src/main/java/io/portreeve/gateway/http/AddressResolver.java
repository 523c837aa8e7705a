package io.portreeve.gateway.http;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/**
 * Finds the addresses a host may be dialled at. The pool dials exactly these, in this order, and
 * asks for every host, address literals included: what vets here cannot be gone around.
 */
@FunctionalInterface
public interface AddressResolver {

  /**
   * Called on the caller's thread and may block.
   *
   * @param host a name or an address literal (IPv6 without brackets)
   * @return at least one address
   * @throws AddressRefused if there are addresses, and none that may be dialled
   * @throws IOException if there is none
   */
  List<InetAddress> resolve(String host) throws IOException;

  /** The system's own resolver, with no vetting. */
  static AddressResolver system() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
