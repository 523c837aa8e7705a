package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Change;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a configuration is weaker than it would be without a word about it: in its limits, its
 * checks, its pinning and its log. What weakens by its own name is not among it.
 */
public final class BelowDefault {
  private BelowDefault() {}

  /** Each such way, by its key. */
  public static List<Change> of(Configuration configuration) {
    return Stream.of(
            weaker("pinning", PinningSettings.SECTION, configuration.pinning()),
            weaker("input", InputSettings.SECTION, configuration.input()),
            weaker("output", OutputSettings.SECTION, configuration.output()),
            weaker("limits", LimitSettings.SECTION, configuration.limits()),
            weaker("scan", ScanSettings.SECTION, configuration.scan()),
            weaker("audit", AuditSettings.SECTION, configuration.audit()))
        .flatMap(List::stream)
        .filter(change -> !change.path().contains("." + Key.INSECURE))
        .toList();
  }

  private static <R> List<Change> weaker(String path, Section<R> section, R value) {
    return section.weaker(path, section.defaults(), value);
  }
}
