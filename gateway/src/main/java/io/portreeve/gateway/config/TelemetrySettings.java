package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import java.util.Optional;

/**
 * What is told of exchanges while they happen, besides the audit log.
 *
 * @param otlp the collector; empty: none
 */
public record TelemetrySettings(Optional<OtlpSettings> otlp) {
  static final Key<TelemetrySettings, Optional<OtlpSettings>> OTLP =
      Key.optional(
          "otlp",
          OtlpSettings.SECTION,
          TelemetrySettings::otlp,
          Strength.inside(
              OtlpSettings.SECTION, Strength.presentIsWeaker("is now told of every exchange")),
          "The collector that is told of exchanges, over OTLP/HTTP; absent, none.");

  static final Section<TelemetrySettings> SECTION =
      Section.of(
          "what is told while it happens", values -> new TelemetrySettings(values.get(OTLP)), OTLP);
}
