package io.portreeve.gateway.scan;

import io.portreeve.gateway.config.ScanSettings;
import io.portreeve.gateway.scan.definition.HeldDefinitions;
import java.util.Set;

/** All that is quarantined for what scans found. */
public record Held(HeldDefinitions definitions, HeldServers servers) {
  /** Nothing yet, and from now on what these settings say. */
  public static Held of(ScanSettings settings) {
    return new Held(new HeldDefinitions(settings.quarantine()), new HeldServers(settings));
  }

  /** From now on, these findings hold nothing. */
  public void accept(Set<String> findings) {
    definitions.accept(findings);
    servers.accept(findings);
  }
}
