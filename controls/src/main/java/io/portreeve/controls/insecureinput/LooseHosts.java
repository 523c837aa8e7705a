package io.portreeve.controls.insecureinput;

import io.portreeve.controls.insecureinput.HostName.Reading;
import io.portreeve.controls.network.AddressRanges;
import io.portreeve.controls.network.IpAddress;
import io.portreeve.controls.text.Readings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Judges what some reader may take for a host although it need not be one: a relative address that
 * a server puts {@code http://} before, or what stands behind a scheme that only the server knows.
 *
 * <p>Refused if it leads where nothing may, in any reading of it: decoded, in compatibility form,
 * with the full stops of other scripts, as numbers that old resolvers complete. A name that leads
 * nowhere is a file; one without a dot and without a port is looked up only where the operator says
 * that it is a host.
 */
final class LooseHosts {
  /** More names than any address has, and than are worth asking for. */
  private static final int MOST = 8;

  /** What stands in no host, not even in an encoded one. */
  private static final Pattern BETWEEN =
      Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\u00B7._:%\\[\\]-]+");

  private static final Pattern FULL_STOPS = Pattern.compile("[\\u3002\\uFF0E\\uFF61]");
  private static final Set<String> THIS_MACHINE =
      Set.of("localhost", "localhost4", "localhost6", "ip6-localhost", "ip6-loopback");

  /** How much is taken for a host, by how likely it is to be one. */
  enum Care {
    /** Addresses, and names with a dot or a port. */
    OF_ADDRESSES,
    /** A number alone as well. */
    OF_NUMBERS,
    /** All numbers and names: where the operator says that the server goes there. */
    OF_ALL
  }

  private final AddressResolver resolver;

  LooseHosts(AddressResolver resolver) {
    this.resolver = resolver;
  }

  /** Judges each host in {@code text}. */
  Optional<ArgumentFlaw> flaw(Reach reach, String text, Care care) {
    Set<String> hosts = hosts(text);
    long likely = hosts.stream().filter(host -> care == Care.OF_ALL || punctuated(host)).count();
    if (likely > MOST) {
      return Optional.of(ArgumentFlaw.URL_AMBIGUOUS);
    }
    return hosts.stream().flatMap(host -> judge(reach, host, care).stream()).findFirst();
  }

  private static boolean punctuated(String host) {
    return host.indexOf('.') >= 0 || host.indexOf(':') >= 0;
  }

  private static Set<String> hosts(String text) {
    Set<String> hosts = new LinkedHashSet<>();
    for (String reading : Readings.of(text)) {
      BETWEEN
          .splitAsStream(FULL_STOPS.matcher(reading).replaceAll("."))
          .filter(host -> !host.isEmpty())
          .forEach(hosts::add);
    }
    return hosts;
  }

  private Optional<ArgumentFlaw> judge(Reach reach, String authority, Care care) {
    Optional<IpAddress> six = IpAddress.parseSix(authority);
    if (six.isPresent()) {
      return reach.flaw(List.of(six.get()));
    }
    int colon = authority.startsWith("[") ? authority.lastIndexOf(':') : authority.indexOf(':');
    boolean port = colon > authority.lastIndexOf(']');
    String host = port ? authority.substring(0, colon) : authority;
    boolean numbers = care != Care.OF_ADDRESSES || host.indexOf('.') >= 0;
    List<IpAddress> old = numbers ? OldNumbers.read(host) : List.of();
    if (old.stream().anyMatch(address -> !harmless(address, reach))) {
      return Optional.of(ArgumentFlaw.ADDRESS_NOT_ALLOWED);
    }
    return switch (HostName.read(host)) {
      case Reading.Address found -> reach.flaw(List.of(found.address()));
      case Reading.Name found -> name(reach, found, port || care == Care.OF_ALL);
      case Reading.Bad _ ->
          host.startsWith("[") ? Optional.of(ArgumentFlaw.URL_AMBIGUOUS) : Optional.empty();
    };
  }

  /** Numbers that no host can have are numbers; but nought is this machine. */
  private static boolean harmless(IpAddress address, Reach reach) {
    boolean nobody = AddressRanges.owner(address) == AddressRanges.Owner.NOBODY;
    return reach.allows(address) || (nobody && address.low() != 0);
  }

  private Optional<ArgumentFlaw> name(Reach reach, Reading.Name found, boolean asked) {
    boolean dotted = found.name().indexOf('.') >= 0;
    boolean here =
        THIS_MACHINE.contains(found.name())
            || found.name().endsWith(".localhost")
            || (dotted && found.local());
    if (here && reach == Reach.PUBLIC_ONLY) {
      return Optional.of(ArgumentFlaw.ADDRESS_NOT_ALLOWED);
    }
    return dotted || asked ? reach.flaw(resolver.addresses(found.name())) : Optional.empty();
  }
}
