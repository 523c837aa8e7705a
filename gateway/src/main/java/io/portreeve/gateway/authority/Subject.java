package io.portreeve.gateway.authority;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;

/**
 * Whom a certificate is for. At least one of the lists has something in it: what nobody can check
 * proves nothing.
 *
 * @param name what people call it
 * @param hosts its DNS names
 * @param addresses its addresses
 * @param uris its URIs, such as a SPIFFE id
 */
public record Subject(
    String name, List<String> hosts, List<InetAddress> addresses, List<URI> uris) {
  public Subject {
    hosts = List.copyOf(hosts);
    addresses = List.copyOf(addresses);
    uris = List.copyOf(uris);
    if (hosts.isEmpty() && addresses.isEmpty() && uris.isEmpty()) {
      throw new IllegalArgumentException("a certificate for nobody");
    }
  }
}
