package io.portreeve.gateway.scan.configuration;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.SecretFile;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.RuleBook;
import java.util.List;

/** The files that a configuration takes its secrets from. */
record SecretFiles(RuleBook rules, Machine machine) {
  List<Finding> of(Configuration configuration) {
    return SecretFile.of(configuration).stream()
        .filter(file -> machine.isReadable(file.path()))
        .map(file ->
            new Finding(rules.rule("exposed-secret"), "", file.key(), file.path().toString()))
        .toList();
  }
}
