package io.portreeve.gateway.login;

import io.portreeve.controls.network.AddressRanges;
import io.portreeve.controls.network.AddressRanges.Owner;
import io.portreeve.controls.network.IpAddress;
import io.portreeve.gateway.destinations.Names;
import io.portreeve.gateway.destinations.Purpose;
import io.portreeve.gateway.http.AddressRefused;
import io.portreeve.gateway.http.AddressResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where we let a server send us: to public addresses, to its own host by the name that the operator
 * wrote, and to the hosts that the operator named, which lead where he let them. A server that
 * names a host of our own network reaches nothing there that it could not reach by itself (security
 * best practices, SSRF). Another name is not its host for leading to the same address: what its own
 * name leads to is its word.
 *
 * @param names finds the addresses; each is vetted and then dialled itself, so that no name can
 *     change between the two
 * @param home the host of the server, as the operator wrote it
 * @param named hosts that the operator named, in lower case
 */
record VettedAddresses(Names names, String home, Set<String> named) implements AddressResolver {

  @Override
  public List<InetAddress> resolve(String host) throws IOException {
    if (host.equalsIgnoreCase(home)) {
      return names.vetted(Purpose.SERVERS).resolve(host);
    }
    if (named.contains(host.toLowerCase(Locale.ROOT))) {
      return names.vetted(Purpose.LOGINS).resolve(host);
    }
    List<InetAddress> allowed =
        names.all().resolve(host).stream().filter(VettedAddresses::isPublic).toList();
    if (allowed.isEmpty()) {
      throw new AddressRefused("no address that a server may send us to");
    }
    return allowed;
  }

  private static boolean isPublic(InetAddress address) {
    return AddressRanges.owner(IpAddress.of(address.getAddress())) == Owner.PUBLIC;
  }
}
