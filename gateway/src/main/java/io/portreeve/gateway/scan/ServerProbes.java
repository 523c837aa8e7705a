package io.portreeve.gateway.scan;

import io.portreeve.gateway.config.ScanSettings;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.scan.finding.Probe;
import io.portreeve.gateway.scan.packages.PackageProbe;
import java.util.List;
import java.util.Map;

/**
 * The looks at what servers are made of. They start no server, and a whole server answers for them.
 */
public final class ServerProbes {
  private ServerProbes() {}

  /** Those that the settings ask for. */
  public static List<Probe> of(Map<String, ServerSettings> servers, ScanSettings settings) {
    return settings.osv().<Probe>map(osv -> new PackageProbe(servers, osv)).stream().toList();
  }
}
