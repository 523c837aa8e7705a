package io.portreeve.gateway.egress;

import io.portreeve.controls.network.AddressRanges;
import io.portreeve.controls.network.AddressRanges.Owner;
import io.portreeve.controls.network.IpAddress;
import io.portreeve.controls.network.Network;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where no name leads a program: to this machine, on whose addresses others listen for whoever is
 * here, us included; to its network link; and to what hands out credentials.
 */
final class Surroundings {
  private static final List<Network> NEAR =
      Stream.of(
              "0.0.0.0/8",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "224.0.0.0/4",
              "255.255.255.255",
              "::/127",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8")
          .map(text -> Network.read(text).orElseThrow())
          .toList();

  private final List<Network> own;

  Surroundings(List<InetAddress> own) {
    this.own = own.stream().map(Surroundings::alone).toList();
  }

  private static Network alone(InetAddress address) {
    IpAddress one = IpAddress.of(address.getAddress());
    return new Network(one, one.four() ? 32 : 128);
  }

  boolean hold(InetAddress address) {
    IpAddress one = IpAddress.of(address.getAddress());
    return AddressRanges.owner(one) == Owner.METADATA
        || Stream.concat(NEAR.stream(), own.stream()).anyMatch(network -> network.holds(one));
  }
}
