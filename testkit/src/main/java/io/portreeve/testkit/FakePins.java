package io.portreeve.testkit;

import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.json.Json;
import java.util.Map;

/** Pins by kind and name; a name that a test did not mention was never seen. */
public record FakePins(Map<Kind, Map<String, Standing>> standings) implements DefinitionPins {
  public FakePins {
    standings = Map.copyOf(standings);
  }

  public static FakePins of(Kind kind, String name, Standing standing) {
    return new FakePins(Map.of(kind, Map.of(name, standing)));
  }

  @Override
  public Standing judge(Exchange exchange, Kind kind, String name, Json definition) {
    return standing(exchange, kind, name);
  }

  @Override
  public Standing standing(Exchange exchange, Kind kind, String name) {
    return standings.getOrDefault(kind, Map.of()).getOrDefault(name, Standing.UNKNOWN);
  }
}
