package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import java.time.Duration;

/**
 * Scanning while the gateway runs.
 *
 * @param every the pause between two scans
 * @param quarantine which findings in a definition keep it from being shown and used
 */
public record ScanSettings(Duration every, QuarantineFrom quarantine) {
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

  static final Section<ScanSettings> SECTION =
      Section.of(
          "scanning while the gateway runs",
          values -> new ScanSettings(values.get(EVERY), values.get(QUARANTINE)),
          EVERY,
          QUARANTINE);
}
