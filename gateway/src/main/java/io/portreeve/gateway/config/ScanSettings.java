package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Rule;
import io.portreeve.gateway.scan.finding.RuleBook;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Scanning while the gateway runs.
 *
 * @param every the pause between two scans
 * @param quarantine which findings in a definition keep it from being shown and used
 * @param quarantineServers which findings in its packages or code keep a whole server from being
 *     used
 * @param quarantineRules the rules about packages and code that do so however bad the finding is
 * @param osv the folder with OSV's advisories
 * @param osvApi where OSV's API is asked; without both, packages are not looked at
 */
public record ScanSettings(
    Duration every,
    QuarantineFrom quarantine,
    QuarantineFrom quarantineServers,
    List<String> quarantineRules,
    Optional<Path> osv,
    Optional<URI> osvApi) {
  static final Key<ScanSettings, Duration> EVERY =
      Key.of(
          "every",
          Measures.duration(Duration.ofMinutes(1), Duration.ofDays(365)),
          Duration.ofHours(24),
          ScanSettings::every,
          Strength.greaterIsWeaker(),
          "The pause between two scans; the first follows the start.");
  static final Key<ScanSettings, QuarantineFrom> QUARANTINE =
      Key.of(
          "quarantine",
          Forms.oneOf(QuarantineFrom.class),
          QuarantineFrom.CRITICAL,
          ScanSettings::quarantine,
          Strength.greaterIsWeaker(),
          "From which severity of a finding on a definition is neither shown nor used, until"
              + " `portreeve scan accept`.");
  static final Key<ScanSettings, QuarantineFrom> QUARANTINE_SERVERS =
      Key.of(
          "quarantine-servers",
          Forms.oneOf(QuarantineFrom.class),
          QuarantineFrom.CRITICAL,
          ScanSettings::quarantineServers,
          Strength.greaterIsWeaker(),
          "From which severity of a finding in its packages or its code on a whole server is neither started"
              + " nor asked, until `portreeve scan accept`.");
  static final Key<ScanSettings, List<String>> QUARANTINE_RULES =
      Key.of(
          "quarantine-rules",
          Forms.list(Forms.choice(rules(), rule -> rule)),
          List.of(),
          ScanSettings::quarantineRules,
          Strength.fewerIsWeaker(),
          "Rules that quarantine the server in which they find something, however bad it is.");
  static final Key<ScanSettings, Optional<Path>> OSV =
      Key.optional(
          "osv",
          Forms.path(),
          ScanSettings::osv,
          Strength.absentIsWeaker("is gone: no package is held against known vulnerabilities"),
          "The folder with OSV's advisories, which packages of programs are held against.");

  static final Key<ScanSettings, Optional<URI>> OSV_API =
      Key.optional(
          "osv-api",
          Scalars.url(),
          ScanSettings::osvApi,
          Strength.absentIsWeaker("is gone: nobody is asked about packages"),
          "The address of OSV's API, such as `https://api.osv.dev`, which is asked about packages of"
              + " programs: it learns their names.");

  static final Section<ScanSettings> SECTION =
      Section.of(
              "scanning while the gateway runs",
              values ->
                  new ScanSettings(
                      values.get(EVERY),
                      values.get(QUARANTINE),
                      values.get(QUARANTINE_SERVERS),
                      values.get(QUARANTINE_RULES),
                      values.get(OSV),
                      values.get(OSV_API)),
              EVERY,
              QUARANTINE,
              QUARANTINE_SERVERS,
              QUARANTINE_RULES,
              OSV,
              OSV_API)
          .check(ScanSettings::encrypted, OSV_API);

  private static void encrypted(Values values, Spot spot) {
    values
        .get(OSV_API)
        .ifPresent(api ->
            Scalars.encrypted(
                api, spot.at(OSV_API), "use `https:`: who answers decides what is quarantined"));
  }

  /** The same, with packages held against this folder. */
  public ScanSettings withOsv(Path folder) {
    return new ScanSettings(
        every, quarantine, quarantineServers, quarantineRules, Optional.of(folder), osvApi);
  }

  /** The same, with nobody asked over the network. */
  public ScanSettings askingNobody() {
    return new ScanSettings(
        every, quarantine, quarantineServers, quarantineRules, osv, Optional.empty());
  }

  /** Whether packages are held against anything. */
  public boolean looksUpPackages() {
    return osv.isPresent() || osvApi.isPresent();
  }

  /** Whether there is anything for which a whole server is quarantined. */
  public boolean holdsServers() {
    return quarantineServers != QuarantineFrom.NEVER || !quarantineRules.isEmpty();
  }

  /** Those about what a server is made of, and that a look at one did not come to its end. */
  private static List<String> rules() {
    return Stream.concat(
            Stream.of(Finding.FAILED),
            RuleBook.ABOUT_SERVERS.stream().flatMap(book -> book.rules().stream()).map(Rule::id))
        .toList();
  }
}
