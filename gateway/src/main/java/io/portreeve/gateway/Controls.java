package io.portreeve.gateway;

import io.portreeve.controls.chain.Chain;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.guard.Control;
import io.portreeve.guard.Guard;
import io.portreeve.guard.Mitigation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The controls in force under a configuration: the chain, less what the operator gave up by name.
 */
final class Controls {
  private final Configuration configuration;
  private final Chain.Ports ports;

  Controls(Configuration configuration, Chain.Ports ports) {
    this.configuration = configuration;
    this.ports = ports;
  }

  Guard guard() {
    return configuration.insecureNoControls()
        ? new Guard(Chain.connection(), List.of(new Unguarded()), List.of(new Unguarded()))
        : new Guard(Chain.connection(), kept(Chain.request(ports)), kept(Chain.response(ports)));
  }

  private <C extends Control> List<C> kept(List<C> chain) {
    Set<Mitigation> skipped = skipped();
    return chain.stream().filter(control -> !skipped.contains(control.mitigates())).toList();
  }

  private Set<Mitigation> skipped() {
    Set<Mitigation> skipped = EnumSet.noneOf(Mitigation.class);
    if (configuration.input().insecureSkipValidation()) {
      skipped.add(Mitigation.INPUT_VALIDATION);
    }
    if (configuration.input().insecureSkipSanitization()) {
      skipped.add(Mitigation.INPUT_SANITIZATION);
    }
    if (configuration.output().insecureSkipValidation()) {
      skipped.add(Mitigation.RESPONSE_VALIDATION);
    }
    if (configuration.output().insecureSkipSanitization()) {
      skipped.add(Mitigation.RESPONSE_SANITIZATION);
    }
    return skipped;
  }
}
