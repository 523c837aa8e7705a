package io.portreeve.gateway.destinations;

import io.portreeve.controls.network.IpAddress;
import io.portreeve.controls.network.Network;
import io.portreeve.controls.serverspoofing.NetworkSegmentation;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.http.AddressRefused;
import io.portreeve.gateway.http.AddressResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a configuration lets connections of ours go. */
public final class Destinations {
  private final Map<Purpose, NetworkSegmentation> segmentations;
  private final List<Written.Host> written;

  private Destinations(
      Map<Purpose, NetworkSegmentation> segmentations, List<Written.Host> written) {
    this.segmentations = segmentations;
    this.written = written;
  }

  /** Those of this configuration. */
  public static Destinations of(Configuration configuration) {
    List<Written.Host> written = Written.in(configuration);
    Map<Purpose, NetworkSegmentation> segmentations = new EnumMap<>(Purpose.class);
    for (Purpose purpose : Purpose.values()) {
      segmentations.put(
          purpose,
          new NetworkSegmentation(
              names(written, host -> host.purpose() == purpose),
              names(written, host -> host.purpose() != purpose),
              configuration.internalNetworks()));
    }
    return new Destinations(segmentations, written);
  }

  private static Set<String> names(List<Written.Host> hosts, Predicate<Written.Host> which) {
    return hosts.stream().filter(which).map(Written.Host::name).collect(Collectors.toSet());
  }

  private NetworkSegmentation segmentation(Purpose purpose) {
    return Objects.requireNonNull(segmentations.get(purpose), "one for each purpose");
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

    /** Tells nobody: whoever asked learns of it. */
    Refusals NONE = (_, _, _) -> {};

    /** Tells the operator, and nobody else. */
    static Refusals told() {
      System.Logger log = System.getLogger("io.portreeve.destinations.refused");
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
    Map<String, Set<String>> whose = new LinkedHashMap<>();
    Map<String, String> leads = new HashMap<>();
    for (Written.Host host : written) {
      whose.computeIfAbsent(host.name(), _ -> new LinkedHashSet<>()).add(host.whose());
      leads.put(host.name(), leads(host));
    }
    return whose.entrySet().stream()
        .map(entry ->
            new Host(
                entry.getKey(),
                entry.getValue(),
                Objects.requireNonNull(leads.get(entry.getKey()))))
        .toList();
  }

  private String leads(Written.Host host) {
    return switch (segmentation(host.purpose()).host(host.name())) {
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
    return new Names(purpose -> host -> allowed(purpose, host, all.resolve(host), refusals), all);
  }

  private List<InetAddress> allowed(
      Purpose purpose, String host, List<InetAddress> found, Refusals refusals) throws IOException {
    List<InetAddress> allowed = found.stream().filter(one -> allows(purpose, host, one)).toList();
    if (allowed.isEmpty()) {
      throw refused(purpose, host, found, refusals);
    }
    return allowed;
  }

  private boolean allows(Purpose purpose, String host, InetAddress address) {
    return segmentation(purpose).allows(host, IpAddress.of(address.getAddress()));
  }

  private IOException refused(
      Purpose purpose, String host, List<InetAddress> found, Refusals refusals) {
    if (found.isEmpty()) {
      return new IOException("no address");
    }
    String why = why(host, found.getFirst());
    refusals.refused(whose(purpose, host), host, why);
    return new AddressRefused(why);
  }

  private String whose(Purpose purpose, String host) {
    Set<String> whose =
        written.stream()
            .filter(one -> one.purpose() == purpose && one.name().equals(host))
            .map(Written.Host::whose)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return whose.isEmpty() ? "an address that was named to us" : String.join(", ", whose);
  }

  /** What is allowed for another purpose needs no other network, but a word for this one. */
  private String why(String host, InetAddress address) {
    boolean elsewhere =
        written.stream().map(Written.Host::purpose).anyMatch(other -> allows(other, host, address));
    IpAddress one = IpAddress.of(address.getAddress());
    return elsewhere ? Why.elsewhere(host, one) : Why.of(host, one);
  }
}
