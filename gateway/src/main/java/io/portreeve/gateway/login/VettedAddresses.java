package io.portreeve.gateway.login;

import io.portreeve.controls.insecureinput.IpAddress;
import io.portreeve.controls.insecureinput.PublicAddress;
import io.portreeve.gateway.http.AddressResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where we let a server send us: to public addresses, to its own host by the name that the operator
 * wrote, and to the hosts that the operator named. A server that names a host of our own network
 * reaches nothing there that it could not reach by itself (security best practices, SSRF). Another
 * name is not its host for leading to the same address: what its own name leads to is its word.
 *
 * @param system finds the addresses; each is vetted and then dialled itself, so that no name can
 *     change between the two
 * @param home the host of the server, as the operator wrote it
 * @param named hosts that the operator named, in lower case
 */
record VettedAddresses(AddressResolver system, String home, Set<String> named)
    implements AddressResolver {

  @Override
  public List<InetAddress> resolve(String host) throws IOException {
    List<InetAddress> found = system.resolve(host);
    if (host.equalsIgnoreCase(home) || named.contains(host.toLowerCase(Locale.ROOT))) {
      return found;
    }
    List<InetAddress> allowed = found.stream().filter(VettedAddresses::isPublic).toList();
    if (allowed.isEmpty()) {
      throw new IOException("no address that a server may send us to");
    }
    return allowed;
  }

  private static boolean isPublic(InetAddress address) {
    return PublicAddress.isPublic(IpAddress.of(address.getAddress()));
  }
}
