package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Scanning while the gateway runs.
 *
 * @param every the pause between two scans
 * @param quarantine which findings in a definition keep it from being shown and used
 * @param osv the folder with OSV's advisories; empty: packages are not looked at
 */
public record ScanSettings(Duration every, QuarantineFrom quarantine, Optional<Path> osv) {
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
  static final Key<ScanSettings, Optional<Path>> OSV =
      Key.optional(
          "osv",
          Forms.path(),
          ScanSettings::osv,
          Strength.absentIsWeaker("is gone: no package is held against known vulnerabilities"),
          "The folder with OSV's advisories, which packages of programs are held against.");

  static final Section<ScanSettings> SECTION =
      Section.of(
          "scanning while the gateway runs",
          values -> new ScanSettings(values.get(EVERY), values.get(QUARANTINE), values.get(OSV)),
          EVERY,
          QUARANTINE,
          OSV);
}
