package io.portreeve.gateway.http;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The other end of one accepted connection, as the transport saw it: nothing here comes from a
 * header.
 *
 * @param certificates the chain that the peer proved in the TLS handshake, leaf first; empty if it
 *     showed none
 * @param secure whether the connection is TLS
 */
public record Peer(
    InetSocketAddress remote,
    InetSocketAddress local,
    List<X509Certificate> certificates,
    boolean secure) {

  public Peer {
    certificates = List.copyOf(certificates);
  }

  /** Where it comes from, as far as one customer has it: see {@link AddressCount}. */
  public String network() {
    return AddressCount.network(remote.getAddress());
  }
}
