package io.portreeve.gateway.scan;

import io.portreeve.gateway.config.ScanSettings;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.opening.Opened;
import io.portreeve.gateway.scan.code.CodeProbe;
import io.portreeve.gateway.scan.finding.Probe;
import io.portreeve.gateway.scan.folder.Looks;
import io.portreeve.gateway.scan.packages.Advisories;
import io.portreeve.gateway.scan.packages.OsvApi;
import io.portreeve.gateway.scan.packages.OsvFolder;
import io.portreeve.gateway.scan.packages.PackageProbe;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The looks at what servers are made of. They start no server, and a whole server answers for them.
 */
public final class ServerProbes implements AutoCloseable {
  /** What one question may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What all questions of a scan may take, and the look at one server's packages or code. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final List<Probe> probes;
  private final List<AutoCloseable> parts;

  private ServerProbes(List<Probe> probes, List<AutoCloseable> parts) {
    this.probes = probes;
    this.parts = parts;
  }

  /**
   * Those that the settings ask for.
   *
   * @param names finds who is asked about packages
   */
  public static ServerProbes open(
      Map<String, ServerSettings> servers, ScanSettings settings, AddressResolver names) {
    try (Opened opened = new Opened()) {
      var parts = new ArrayList<AutoCloseable>();
      var advisories = new ArrayList<Advisories>();
      settings.osv().map(OsvFolder::new).ifPresent(advisories::add);
      settings.osvApi().map(api -> api(api, names, opened, parts)).ifPresent(advisories::add);
      return opened.complete(new ServerProbes(probes(servers, advisories), parts));
    }
  }

  private static List<Probe> probes(
      Map<String, ServerSettings> servers, List<Advisories> advisories) {
    boolean programs = servers.values().stream().anyMatch(one -> one.command().isPresent());
    Looks looks = new Looks(LONGEST);
    Optional<Probe> packages =
        advisories.isEmpty()
            ? Optional.empty()
            : Optional.of(new PackageProbe(servers, advisories, looks));
    Optional<Probe> code = programs ? Optional.of(new CodeProbe(servers, looks)) : Optional.empty();
    var all = new ArrayList<Probe>();
    packages.ifPresent(all::add);
    code.ifPresent(all::add);
    return all;
  }

  private static Advisories api(
      URI address, AddressResolver names, Opened opened, List<AutoCloseable> parts) {
    HttpEngine engine = opened.with(HttpEngine.start(1));
    parts.add(engine);
    HttpPool pool = opened.with(HttpPool.open(engine, PoolOptions.defaults(), names));
    parts.add(pool);
    return new OsvApi(address, new Documents(pool, PATIENCE), LONGEST);
  }

  /** In the order in which they look. */
  public List<Probe> all() {
    return probes;
  }

  @Override
  public void close() {
    try (Opened opened = new Opened()) {
      for (AutoCloseable part : parts) {
        var _ = opened.with(part);
      }
    }
  }
}
