package io.portreeve.gateway.scan;

import io.portreeve.gateway.config.ScanSettings;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.scan.code.CodeProbe;
import io.portreeve.gateway.scan.finding.Probe;
import io.portreeve.gateway.scan.packages.PackageProbe;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The looks at what servers are made of. They start no server, and a whole server answers for them.
 */
public final class ServerProbes {
  private ServerProbes() {}

  /** Those that the settings ask for. */
  public static List<Probe> of(Map<String, ServerSettings> servers, ScanSettings settings) {
    boolean programs = servers.values().stream().anyMatch(one -> one.command().isPresent());
    return Stream.concat(
            settings.osv().<Probe>map(osv -> new PackageProbe(servers, osv)).stream(),
            programs ? Stream.of(new CodeProbe(servers)) : Stream.of())
        .toList();
  }
}
