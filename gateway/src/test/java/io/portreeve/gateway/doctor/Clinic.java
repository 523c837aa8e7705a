package io.portreeve.gateway.doctor;

import io.portreeve.gateway.catalog.RememberedServer;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.AmendedText;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.policy.ConditionReader;
import io.portreeve.gateway.scan.configuration.ConfigurationProbe;
import io.portreeve.gateway.scan.configuration.Machine;
import io.portreeve.gateway.scan.finding.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Examines texts as `doctor` does, where no gateway ever ran and nothing is known of servers. */
final class Clinic {
  private static final Machine MACHINE = new Machine(_ -> Optional.empty(), "ann");

  private Clinic() {}

  static Examination examine(String text) {
    return Examination.of(patient(text), List.of());
  }

  static Patient patient(String text) {
    Configuration right = right(text);
    return new Patient(
        right,
        AmendedText.of(text),
        _ -> new RememberedServer(List.of()),
        new ConfigurationProbe(right, MACHINE).look(Progress.NONE));
  }

  /** What `check --no-secrets` is content with; else what it says fails the test. */
  static Configuration right(String text) {
    var elsewhere =
        new Surroundings(
            Path.of("/etc/portreeve"), Surroundings.Follower.NONE, new ConditionReader());
    return switch (new ConfigurationFile(elsewhere, Overlay.NONE).parse(text)) {
      case ConfigurationFile.Outcome.Loaded(var configuration, _) -> configuration;
      case ConfigurationFile.Outcome.Refused(var problems) ->
          throw new AssertionError(problems + " in\n" + text);
    };
  }
}
