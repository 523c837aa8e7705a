package io.portreeve.agent;

import io.portreeve.controls.indirectpromptinjection.Guardrail;
import io.portreeve.controls.indirectpromptinjection.Spotlight;
import java.util.List;
import java.util.Optional;

/**
 * How an agent works. The gateway inside keeps its own rules whatever stands here.
 *
 * @param system what the application tells the model of its task; the rules about data follow it
 * @param tools names of the tools that are offered to the model, {@code *} for any characters; what
 *     no pattern fits does not exist for it
 * @param planning whether a plan is made before each turn of the user's
 * @param spotlight how results of tools are marked as data
 * @param guardrail what becomes of texts that look like orders to the model
 */
public record Options(
    Optional<String> system,
    List<String> tools,
    Planning planning,
    Spotlight spotlight,
    Guardrail guardrail,
    Limits limits) {
  public Options {
    tools = List.copyOf(tools);
  }

  /** Whether the model plans. */
  public enum Planning {
    OFF,
    /** It plans, and the plan holds. */
    ON,
    /** It plans, and the person looks at the plan first. */
    SHOWN
  }

  /** Every tool that the gateway shows; planned, marked by delimiters, alerts of the detector. */
  public static Options defaults() {
    return new Options(
        Optional.empty(),
        List.of("*"),
        Planning.ON,
        Spotlight.DELIMITERS,
        Guardrail.ALERT,
        Limits.defaults());
  }

  public Options withSystem(String text) {
    return new Options(Optional.of(text), tools, planning, spotlight, guardrail, limits);
  }

  public Options withTools(String... patterns) {
    return new Options(system, List.of(patterns), planning, spotlight, guardrail, limits);
  }

  public Options with(Planning other) {
    return new Options(system, tools, other, spotlight, guardrail, limits);
  }

  public Options with(Spotlight other) {
    return new Options(system, tools, planning, other, guardrail, limits);
  }

  public Options with(Guardrail other) {
    return new Options(system, tools, planning, spotlight, other, limits);
  }

  public Options with(Limits other) {
    return new Options(system, tools, planning, spotlight, guardrail, other);
  }
}
