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
 * Where we let a server send us: to public addresses, to where the server itself is, and to the
 * hosts that the operator named. A server that names a host of our own network reaches nothing
 * there that it could not reach by itself (security best practices, SSRF).
 *
 * @param system finds the addresses; each is vetted and then dialled itself, so that no name can
 *     change between the two
 * @param home the host of the server
 * @param named hosts that the operator named, in lower case
 */
record VettedAddresses(AddressResolver system, String home, Set<String> named)
    implements AddressResolver {

  @Override
  public List<InetAddress> resolve(String host) throws IOException {
    List<InetAddress> found = system.resolve(host);
    if (named.contains(host.toLowerCase(Locale.ROOT))) {
      return found;
    }
    List<InetAddress> own = system.resolve(home);
    List<InetAddress> allowed =
        found.stream().filter(one -> isPublic(one) || own.contains(one)).toList();
    if (allowed.isEmpty()) {
      throw new IOException("no address that a server may send us to");
    }
    return allowed;
  }

  private static boolean isPublic(InetAddress address) {
    return PublicAddress.isPublic(IpAddress.of(address.getAddress()));
  }
}
