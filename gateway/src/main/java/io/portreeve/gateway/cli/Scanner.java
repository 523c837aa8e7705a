package io.portreeve.gateway.cli;

import io.portreeve.gateway.LiveOffers;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.scan.Scan;
import io.portreeve.gateway.scan.ScanResult;
import io.portreeve.gateway.scan.configuration.ConfigurationProbe;
import io.portreeve.gateway.scan.configuration.Machine;
import io.portreeve.gateway.scan.definition.Audience;
import io.portreeve.gateway.scan.definition.Audiences;
import io.portreeve.gateway.scan.definition.DefinitionProbe;
import io.portreeve.gateway.scan.definition.KeptOffers;
import io.portreeve.gateway.scan.definition.Offers;
import io.portreeve.gateway.scan.finding.Probe;
import io.portreeve.gateway.scan.packages.PackageProbe;
import io.portreeve.gateway.store.Acceptance;
import io.portreeve.gateway.store.ApiKeyRecord;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Scans what a configuration describes, as a command does it: beside a gateway that may be running.
 *
 * @param offline whether no server is started or asked
 * @param osv the folder with OSV's advisories; empty: packages are not looked at
 */
record Scanner(
    Terminal terminal, Configuration configuration, boolean offline, Optional<Path> osv) {
  ScanReport run() throws InterruptedException {
    try (KeptStore kept = KeptStore.of(configuration);
        ScanProgress progress = new ScanProgress(terminal)) {
      ScanResult all = new Scan(probes(kept)).run(progress);
      Set<String> accepted = kept.store().map(Scanner::accepted).orElse(Set.of());
      ScanResult open = all.without(one -> accepted.contains(one.id()));
      return new ScanReport(open, all.findings().size() - open.findings().size());
    }
  }

  private List<Probe> probes(KeptStore kept) {
    String user = terminal.user().orElse("unknown");
    var probes = new ArrayList<Probe>();
    probes.add(new ConfigurationProbe(configuration, new Machine(terminal.environment(), user)));
    osv.ifPresent(folder -> probes.add(new PackageProbe(configuration.servers(), folder)));
    probes.add(
        new DefinitionProbe(
            offers(kept),
            configuration.policy(),
            Audiences.of(configuration, kept.store().map(Scanner::owners).orElse(List.of()))));
    return probes;
  }

  private Offers offers(KeptStore kept) {
    Function<String, List<Pin>> pins = id -> kept.remembered(id).pins();
    return offline
        ? new KeptOffers(configuration.servers().keySet(), pins)
        : new LiveOffers(configuration, new SecretSource(terminal.environment()), pins);
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

  private static Set<String> accepted(Store store) {
    return store.acceptances().all().stream()
        .map(Acceptance::finding)
        .collect(Collectors.toUnmodifiableSet());
  }
}
