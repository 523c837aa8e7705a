package io.portreeve.gateway.scan.configuration;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Probe;
import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.gateway.scan.finding.RuleBook;
import java.util.ArrayList;
import java.util.List;

/** Every look at what the operator wrote. It starts nothing and asks nobody. */
public final class ConfigurationProbe implements Probe {
  private final Configuration configuration;
  private final OwnSettings own;
  private final SecretFiles files;
  private final ServerPrograms programs;

  /** A look at this configuration, on this machine. */
  public ConfigurationProbe(Configuration configuration, Machine machine) {
    RuleBook rules = RuleBook.CONFIGURATION;
    this.configuration = configuration;
    this.own = new OwnSettings(rules);
    this.files = new SecretFiles(rules, machine);
    this.programs = new ServerPrograms(rules, RuleBook.SECRETS, machine);
  }

  @Override
  public String what() {
    return "configuration";
  }

  @Override
  public List<Finding> look(Progress progress) {
    var found = new ArrayList<>(own.of(configuration));
    found.addAll(files.of(configuration));
    configuration
        .servers()
        .forEach((id, server) -> {
          progress.at(id);
          found.addAll(programs.of(id, server));
        });
    return found;
  }
}
