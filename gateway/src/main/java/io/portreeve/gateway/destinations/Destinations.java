package io.portreeve.gateway.destinations;

import io.portreeve.controls.network.IpAddress;
import io.portreeve.controls.network.Network;
import io.portreeve.controls.serverspoofing.NetworkSegmentation;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.http.AddressRefused;
import io.portreeve.gateway.http.AddressResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a configuration lets connections of ours go. */
public final class Destinations {
  private final NetworkSegmentation segmentation;
  private final Map<String, Set<String>> written;

  private Destinations(NetworkSegmentation segmentation, Map<String, Set<String>> written) {
    this.segmentation = segmentation;
    this.written = written;
  }

  /** Those of this configuration. */
  public static Destinations of(Configuration configuration) {
    Map<String, Set<String>> written = Written.in(configuration);
    return new Destinations(
        new NetworkSegmentation(written.keySet(), configuration.internalNetworks()), written);
  }

  /** Told of hosts that lead nowhere that a connection may go. Never blocks. */
  @FunctionalInterface
  public interface Refusals {
    /**
     * No connection was made.
     *
     * @param whose what it was for, such as {@code server files}
     * @param host as it was to be looked up
     * @param why in a line, with what to write if it should be made
     */
    void refused(String whose, String host, String why);

    /** Tells the operator, and nobody else. */
    static Refusals told() {
      System.Logger log = System.getLogger("io.portreeve.servers");
      return (whose, _, why) ->
          log.log(System.Logger.Level.WARNING, () -> "no connection for " + whose + ": " + why);
    }
  }

  /**
   * One host that the operator wrote.
   *
   * @param whose what it is for
   * @param leads where connections for it may go, in words
   */
  public record Host(String name, Set<String> whose, String leads) {}

  /** All hosts that the operator wrote, in the order of the file. */
  public List<Host> hosts() {
    return written.entrySet().stream()
        .map(entry -> new Host(entry.getKey(), entry.getValue(), leads(entry.getKey())))
        .toList();
  }

  private String leads(String host) {
    return switch (segmentation.host(host)) {
      case NetworkSegmentation.Host.Address _ -> "that address";
      case NetworkSegmentation.Host.ThisMachine _ -> "this machine";
      case NetworkSegmentation.Host.Name name ->
          Stream.concat(
                  Stream.of("public addresses"), name.internal().stream().map(Network::toString))
              .collect(Collectors.joining(", "));
    };
  }

  /** What the system finds; the operator is told of what is refused, and nobody else. */
  public Names names() {
    return names(AddressResolver.system(), Refusals.told());
  }

  /** What {@code all} finds, and what of it connections may go to. */
  public Names names(AddressResolver all, Refusals refusals) {
    return new Names(host -> allowed(host, all.resolve(host), refusals), all);
  }

  private List<InetAddress> allowed(String host, List<InetAddress> found, Refusals refusals)
      throws IOException {
    List<InetAddress> allowed = found.stream().filter(one -> allows(host, one)).toList();
    if (allowed.isEmpty()) {
      throw refused(host, found, refusals);
    }
    return allowed;
  }

  private boolean allows(String host, InetAddress address) {
    return segmentation.allows(host, IpAddress.of(address.getAddress()));
  }

  private IOException refused(String host, List<InetAddress> found, Refusals refusals) {
    if (found.isEmpty()) {
      return new IOException("no address");
    }
    String whose =
        String.join(", ", written.getOrDefault(host, Set.of("an address that was named to us")));
    String why = Why.of(host, IpAddress.of(found.getFirst().getAddress()));
    refusals.refused(whose, host, why);
    return new AddressRefused(why);
  }
}
