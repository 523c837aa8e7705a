package io.portreeve.controls.serverspoofing;

import io.portreeve.controls.network.AddressRanges;
import io.portreeve.controls.network.AddressRanges.Owner;
import io.portreeve.controls.network.IpAddress;
import io.portreeve.controls.network.Network;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Network segmentation (6b): a connection of ours goes only where the operator's word lets it.
 *
 * <p>Promise: a name leads to public addresses, and into other networks only where the operator
 * named them for it; {@code localhost} leads to this machine, and, as an address does, only if the
 * operator wrote it. What he wrote for other connections only is no word for these. Services that
 * hand out the credentials of a machine are reached by nobody.
 *
 * <p>No promise: whoever can change a name's addresses still chooses among those that are allowed.
 * Who answers there is for its certificate to prove.
 */
public final class NetworkSegmentation {
  private static final List<Network> THIS_MACHINE =
      Stream.of("127.0.0.0/8", "::1").map(text -> Network.read(text).orElseThrow()).toList();

  private final Set<String> written;
  private final Set<String> others;
  private final Map<String, List<Network>> internal;

  /**
   * The word of an operator.
   *
   * @param written the hosts of the addresses that he wrote, in lower case, IPv6 without brackets
   * @param others likewise, those that he wrote for connections of another kind
   * @param internal the networks of names; a name that begins with {@code *.} stands for all names
   *     below it
   */
  public NetworkSegmentation(
      Set<String> written, Set<String> others, Map<String, List<Network>> internal) {
    this.written = Set.copyOf(written);
    this.others = Set.copyOf(others);
    this.internal = Map.copyOf(internal);
  }

  /** What a host is, which decides where it may lead. */
  public sealed interface Host {
    /** An address, in the one spelling that all readers agree on. */
    record Address() implements Host {}

    /** A name that every resolver should know without asking (RFC 6761, section 6.3). */
    record ThisMachine() implements Host {}

    /**
     * Any other name.
     *
     * @param internal where it may lead besides public addresses
     */
    record Name(List<Network> internal) implements Host {}
  }

  /** What this host is. */
  public Host host(String host) {
    String name = canonical(host);
    if (IpAddress.parseFour(name).isPresent() || IpAddress.parseSix(name).isPresent()) {
      return new Host.Address();
    }
    return name.equals("localhost") || name.endsWith(".localhost")
        ? new Host.ThisMachine()
        : new Host.Name(networks(name));
  }

  /** Whether a connection for this host may go to this address, which is one of the host's. */
  public boolean allows(String host, IpAddress address) {
    Owner owner = AddressRanges.owner(address);
    if (owner == Owner.METADATA) {
      return false;
    }
    boolean own = written.contains(host.toLowerCase(Locale.ROOT));
    return switch (host(host)) {
      case Host.Address _ -> own || owner == Owner.PUBLIC;
      case Host.ThisMachine _ -> own && holds(THIS_MACHINE, address);
      case Host.Name name ->
          owner == Owner.PUBLIC || (isFree(host) && holds(name.internal(), address));
    };
  }

  /** A name of nobody's connections is one that those it was named to may go to. */
  private boolean isFree(String host) {
    String name = canonical(host);
    return written.contains(name)
        || others.stream().map(NetworkSegmentation::canonical).noneMatch(name::equals);
  }

  private static String canonical(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private List<Network> networks(String name) {
    return internal.entrySet().stream()
        .filter(entry -> names(entry.getKey(), name))
        .flatMap(entry -> entry.getValue().stream())
        .toList();
  }

  private static boolean names(String pattern, String name) {
    return pattern.startsWith("*.") ? name.endsWith(pattern.substring(1)) : name.equals(pattern);
  }

  private static boolean holds(List<Network> networks, IpAddress address) {
    return networks.stream().anyMatch(network -> network.holds(address));
  }
}
