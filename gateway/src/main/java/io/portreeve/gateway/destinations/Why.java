package io.portreeve.gateway.destinations;

import io.portreeve.controls.network.AddressRanges;
import io.portreeve.controls.network.IpAddress;
import io.portreeve.controls.network.Network;

/** Says why no connection goes to where a host leads, and what lets it go there. */
final class Why {
  private Why() {}

  /** It stands in the configuration for something else. */
  static String elsewhere(String host, IpAddress address) {
    String leads = isAddress(host) ? host : "%s leads to %s, and".formatted(host, address);
    return leads + " stands in the configuration for other connections only";
  }

  static String of(String host, IpAddress address) {
    if (isAddress(host)) {
      return host + " may be dialled only where it stands in the configuration, if at all";
    }
    String leads = "%s leads to %s, ".formatted(host, address);
    return switch (AddressRanges.owner(address)) {
      case METADATA ->
          leads + "which hands out the credentials of a machine: no connection ever goes there";
      case PUBLIC -> leads + "which is not this machine";
      case PRIVATE -> leads + "which is in a network of somebody's own; " + write(host, address);
      case NOBODY -> leads + "which is the address of no host; " + write(host, address);
    };
  }

  private static boolean isAddress(String host) {
    return IpAddress.parseFour(host).or(() -> IpAddress.parseSix(host)).isPresent();
  }

  private static String write(String host, IpAddress address) {
    Network alone = new Network(address, address.four() ? 32 : 128);
    return "if it belongs there, write `internal-networks: {%s: [\"%s\"]}`, or the whole network"
            .formatted(host, alone)
        + " that it is in";
  }
}
