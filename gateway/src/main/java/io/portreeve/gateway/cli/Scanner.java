package io.portreeve.gateway.cli;

import io.portreeve.gateway.LiveOffers;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ScanSettings;
import io.portreeve.gateway.destinations.Destinations;
import io.portreeve.gateway.destinations.Purpose;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.scan.Held;
import io.portreeve.gateway.scan.HeldServers;
import io.portreeve.gateway.scan.KeptFindings;
import io.portreeve.gateway.scan.KeptQuarantine;
import io.portreeve.gateway.scan.Scan;
import io.portreeve.gateway.scan.ScanResult;
import io.portreeve.gateway.scan.ServerProbes;
import io.portreeve.gateway.scan.configuration.ConfigurationProbe;
import io.portreeve.gateway.scan.configuration.Machine;
import io.portreeve.gateway.scan.definition.Audience;
import io.portreeve.gateway.scan.definition.Audiences;
import io.portreeve.gateway.scan.definition.DefinitionProbe;
import io.portreeve.gateway.scan.definition.KeptOffers;
import io.portreeve.gateway.scan.definition.Offers;
import io.portreeve.gateway.scan.finding.Probe;
import io.portreeve.gateway.store.ApiKeyRecord;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.Store;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Scans what a configuration describes, as a command does it: beside a gateway that may be running.
 *
 * @param offline whether no server is started or asked
 * @param settings by which it scans; in place of what the configuration says
 */
record Scanner(
    Terminal terminal, Configuration configuration, boolean offline, ScanSettings settings) {
  ScanReport run() throws InterruptedException {
    try (KeptStore kept = KeptStore.of(configuration, terminal);
        ServerProbes programs =
            ServerProbes.open(
                configuration.servers(),
                settings,
                Destinations.of(configuration).names().vetted(Purpose.ADVISORIES));
        ScanProgress progress = new ScanProgress(terminal)) {
      Set<String> accepted =
          kept.store().map(store -> store.acceptances().findings()).orElse(Set.of());
      Held held = Held.of(settings);
      held.accept(accepted);
      ScanResult servers = new Scan(programs.all()).run(progress);
      var _ = held.servers().take(servers.findings());
      kept.open().ifPresent(open -> restore(open, held.servers(), servers));
      ScanResult all = servers.and(new Scan(probes(kept, held)).run(progress));
      kept.open().ifPresent(open -> keep(open, all));
      ScanResult open = all.without(one -> accepted.contains(one.id()));
      return new ScanReport(open, all.findings().size() - open.findings().size());
    }
  }

  private static void keep(SeenStore open, ScanResult found) {
    new KeptFindings(open.ofThisNode()).replace(KeptFindings.By.COMMAND, found);
  }

  /** Nothing is started that was in quarantine, if it cannot be told now. */
  private void restore(SeenStore open, HeldServers held, ScanResult found) {
    if (settings.holdsServers()) {
      var _ =
          new KeptQuarantine(open.ofThisNode())
              .restore(held, configuration.servers().keySet(), found);
    }
  }

  private List<Probe> probes(KeptStore kept, Held held) {
    String user = terminal.user().orElse("unknown");
    return List.of(
        new ConfigurationProbe(configuration, new Machine(terminal.environment(), user)),
        new DefinitionProbe(
            offers(kept, held),
            configuration.policy(),
            Audiences.of(configuration, kept.store().map(Scanner::owners).orElse(List.of()))));
  }

  private Offers offers(KeptStore kept, Held held) {
    Function<String, List<Pin>> pins = id -> kept.remembered(id).pins();
    return offline
        ? new KeptOffers(configuration.servers().keySet(), pins)
        : new LiveOffers(
            configuration, new SecretSource(terminal.environment()), pins, held.servers());
  }

  private static List<Audience> owners(Store store) {
    return store.apiKeys().list().stream()
        .filter(key -> key.revoked().isEmpty())
        .map(Scanner::owner)
        .distinct()
        .toList();
  }

  private static Audience owner(ApiKeyRecord key) {
    return new Audience(key.principal(), key.roles());
  }
}
