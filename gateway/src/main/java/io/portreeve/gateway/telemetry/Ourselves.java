package io.portreeve.gateway.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * This program, and this run of it.
 *
 * @param version of the distribution
 * @param instance unlike that of any other run
 * @param durations what it measured, whatever configurations come and go
 */
public record Ourselves(String version, String instance, Durations durations) {
  /** A run that begins now. */
  public static Ourselves at(Instant now) {
    return new Ourselves(released(), UUID.randomUUID().toString(), new Durations(now));
  }

  /** What the distribution says of itself; classes that run from elsewhere have no version. */
  public static String released() {
    try {
      return Files.readString(Path.of(System.getProperty("portreeve.home", ""), "VERSION")).strip();
    } catch (IOException unreadable) {
      return "unreleased";
    }
  }

  List<Attribute> resource(String service) {
    return List.of(
        Name.SERVICE.is(service),
        Name.SERVICE_VERSION.is(version),
        Name.SERVICE_INSTANCE.is(instance));
  }
}
