package io.portreeve.testkit;

import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.Exchange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pins by kind and name; a name that a test did not mention was never seen. */
public record FakePins(Map<Kind, Map<String, Standing>> standings) implements DefinitionPins {
  public FakePins {
    standings = Map.copyOf(standings);
  }

  public static FakePins of(Kind kind, String name, Standing standing) {
    return new FakePins(Map.of(kind, Map.of(name, standing)));
  }

  @Override
  public List<Standing> judge(Exchange exchange, Kind kind, List<Sent> definitions) {
    return definitions.stream().map(one -> standing(exchange, kind, one.name())).toList();
  }

  @Override
  public Standing standing(Exchange exchange, Kind kind, String name) {
    return known(exchange, kind, name);
  }

  @Override
  public Standing known(Exchange exchange, Kind kind, String name) {
    return standings.getOrDefault(kind, Map.of()).getOrDefault(name, Standing.UNKNOWN);
  }

  @Override
  public Standing fitting(Exchange exchange, String address) {
    return knownFitting(exchange, address);
  }

  /** A template fits the addresses that begin like it and have as many slashes. */
  @Override
  public Standing knownFitting(Exchange exchange, String address) {
    Map<String, Standing> templates = standings.getOrDefault(Kind.RESOURCE_TEMPLATE, Map.of());
    Set<Standing> fitting =
        templates.entrySet().stream()
            .filter(one -> fits(one.getKey(), address))
            .map(Map.Entry::getValue)
            .collect(Collectors.toSet());
    return Stream.of(Standing.APPROVED, Standing.DRIFTED, Standing.PENDING)
        .filter(fitting::contains)
        .findFirst()
        .orElse(Standing.UNKNOWN);
  }

  private static boolean fits(String template, String address) {
    return address.startsWith(template.split("\\{", 2)[0])
        && address.split("/", -1).length == template.split("/", -1).length;
  }
}
