package io.portreeve.controls.insecureinput;

import io.portreeve.controls.insecureinput.HostName.Reading;
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
 * nowhere is a file; one without a dot and without a port is looked up by nobody.
 */
final class LooseHosts {
  /** More names than any address has, and than are worth asking for. */
  private static final int MOST = 8;

  private static final Pattern BETWEEN = Pattern.compile("[/?#@,;()\\\\]+");
  private static final Pattern FULL_STOPS = Pattern.compile("[\\u3002\\uFF0E\\uFF61]");
  private static final Set<String> THIS_MACHINE =
      Set.of("localhost", "localhost4", "localhost6", "ip6-localhost", "ip6-loopback");

  private final AddressResolver resolver;

  LooseHosts(AddressResolver resolver) {
    this.resolver = resolver;
  }

  /** Judges each host in {@code text}; one number alone counts only where {@code numbers} do. */
  Optional<ArgumentFlaw> flaw(Reach reach, String text, boolean numbers) {
    Set<String> hosts = hosts(text);
    if (hosts.size() > MOST) {
      return Optional.of(ArgumentFlaw.URL_AMBIGUOUS);
    }
    return hosts.stream().flatMap(host -> judge(reach, host, numbers).stream()).findFirst();
  }

  private static Set<String> hosts(String text) {
    Set<String> hosts = new LinkedHashSet<>();
    for (String reading : PathRule.readings(text)) {
      BETWEEN
          .splitAsStream(FULL_STOPS.matcher(reading).replaceAll("."))
          .filter(host -> !host.isEmpty())
          .forEach(hosts::add);
    }
    return hosts;
  }

  private Optional<ArgumentFlaw> judge(Reach reach, String authority, boolean numbers) {
    int colon = authority.startsWith("[") ? authority.lastIndexOf(':') : authority.indexOf(':');
    boolean port = colon > authority.lastIndexOf(']');
    String host = port ? authority.substring(0, colon) : authority;
    List<IpAddress> old = numbers || host.indexOf('.') >= 0 ? OldNumbers.read(host) : List.of();
    if (old.stream().anyMatch(address -> !harmless(address, reach))) {
      return Optional.of(ArgumentFlaw.ADDRESS_NOT_ALLOWED);
    }
    return switch (HostName.read(host)) {
      case Reading.Address found -> AddressRanges.flaw(reach, List.of(found.address()));
      case Reading.Name found -> name(reach, found, port);
      case Reading.Bad _ ->
          host.startsWith("[") ? Optional.of(ArgumentFlaw.URL_AMBIGUOUS) : Optional.empty();
    };
  }

  /** Numbers that no host can have are numbers; but nought is this machine. */
  private static boolean harmless(IpAddress address, Reach reach) {
    boolean nobody = AddressRanges.owner(address) == AddressRanges.Owner.NOBODY;
    return AddressRanges.allowed(address, reach) || (nobody && address.low() != 0);
  }

  private Optional<ArgumentFlaw> name(Reach reach, Reading.Name found, boolean port) {
    boolean dotted = found.name().indexOf('.') >= 0;
    boolean here =
        THIS_MACHINE.contains(found.name())
            || found.name().endsWith(".localhost")
            || (dotted && found.local());
    if (here && reach == Reach.PUBLIC_ONLY) {
      return Optional.of(ArgumentFlaw.ADDRESS_NOT_ALLOWED);
    }
    return dotted || port
        ? AddressRanges.flaw(reach, resolver.addresses(found.name()))
        : Optional.empty();
  }
}
