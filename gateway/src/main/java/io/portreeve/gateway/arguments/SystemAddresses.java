package io.portreeve.gateway.arguments;

import io.portreeve.controls.insecureinput.AddressResolver;
import io.portreeve.controls.network.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Asks the system's resolver; a name that it does not know has no addresses, which refuses. */
public final class SystemAddresses implements AddressResolver {
  @Override
  public List<IpAddress> addresses(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .map(address -> IpAddress.of(address.getAddress()))
          .toList();
    } catch (UnknownHostException nowhere) {
      return List.of();
    }
  }
}
