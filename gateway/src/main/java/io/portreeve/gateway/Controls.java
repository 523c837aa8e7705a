package io.portreeve.gateway;

import io.portreeve.controls.chain.Chain;
import io.portreeve.controls.chain.Placed;
import io.portreeve.controls.chain.Ports;
import io.portreeve.controls.indirectpromptinjection.Guardrail;
import io.portreeve.controls.indirectpromptinjection.Redaction;
import io.portreeve.controls.indirectpromptinjection.Spotlight;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.FlowMode;
import io.portreeve.guard.ConnectionControl;
import io.portreeve.guard.Control;
import io.portreeve.guard.Guard;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.RequestControl;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The controls in force under a configuration: the chain, less what the operator gave up by name.
 */
final class Controls {
  private static final Set<Mitigation> KNOWING =
      Set.of(
          Mitigation.TOOL_ALLOWLISTING,
          Mitigation.TOOL_AUTHORIZATION,
          Mitigation.DEFINITION_PINNING,
          Mitigation.CONTINUOUS_SCANNING);

  private final Configuration configuration;
  private final Ports ports;

  Controls(Configuration configuration, Ports ports) {
    this.configuration = configuration;
    this.ports = ports;
  }

  Guard guard() {
    return configuration.insecureNoControls()
        ? new Guard(
            all(Chain.connection(ports)), List.of(new Unguarded()), List.of(new Unguarded()))
        : new Guard(
            all(Chain.connection(ports)), kept(Chain.request(ports)), kept(Chain.response(ports)));
  }

  /** Those that decide whether a principal may know of a thing at all. */
  Guard knowing() {
    if (configuration.insecureNoControls()) {
      return guard();
    }
    List<RequestControl> controls =
        kept(Chain.request(ports)).stream()
            .filter(control -> KNOWING.contains(control.mitigates()))
            .toList();
    return new Guard(List.of(), controls, List.of());
  }

  private static <C extends Control> List<C> all(List<Placed<C>> chain) {
    return chain.stream().map(Placed::control).toList();
  }

  private <C extends Control> List<C> kept(List<Placed<C>> chain) {
    return all(chain.stream().filter(placed -> inForce(placed.control())).toList());
  }

  /** Whether it judges anything here. */
  boolean inForce(Control control) {
    return !isGivenUp(control) && !isOff(control);
  }

  /** Whether the operator gave it up by name. */
  boolean isGivenUp(Control control) {
    return !(control instanceof ConnectionControl)
        && (configuration.insecureNoControls() || skipped().contains(control.mitigates()));
  }

  /** Whether it is one that the operator has to turn on, and did not. */
  private boolean isOff(Control control) {
    return switch (control.mitigates()) {
      case RESPONSE_DISTRUST -> configuration.flow().policy() == FlowMode.OFF;
      case MEMORY_SIGNING -> configuration.memories().isEmpty();
      case AI_GUARDRAILS ->
          configuration.servers().values().stream()
              .noneMatch(
                  control instanceof Redaction
                      ? server -> server.redaction().looks()
                      : server -> server.guardrails() != Guardrail.OFF);
      case PROMPT_ENGINEERING ->
          configuration.servers().values().stream()
              .allMatch(server -> server.spotlighting() == Spotlight.OFF);
      default -> false;
    };
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
