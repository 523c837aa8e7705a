package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import java.time.Duration;
import java.util.Optional;

/**
 * Which calls a person has to approve, and how long a question and an answer last.
 *
 * @param undeclared whether calls of tools need it about which the operator says nothing
 * @param patience how long a question waits for somebody
 * @param useWithin how long an approved call may still be made
 */
public record ApprovalSettings(ApprovalNeed undeclared, Duration patience, Duration useWithin) {
  static final Key<ApprovalSettings, ApprovalNeed> UNDECLARED =
      Key.of(
          "undeclared",
          Forms.oneOf(ApprovalNeed.class),
          ApprovalNeed.NEVER,
          ApprovalSettings::undeclared,
          Strength.greaterIsWeaker(),
          "Whether a person has to approve calls of tools that `servers` does not declare;"
              + " annotations of servers never decide it.");
  static final Key<ApprovalSettings, Duration> PATIENCE =
      Key.of(
          "patience",
          Measures.duration(Duration.ofSeconds(10), Duration.ofDays(7)),
          Duration.ofHours(1),
          ApprovalSettings::patience,
          Strength.greaterIsWeaker(),
          "How long a question waits for somebody; then the call has to be asked for anew.");
  static final Key<ApprovalSettings, Duration> USE_WITHIN =
      Key.of(
          "use-within",
          Measures.duration(Duration.ofSeconds(10), Duration.ofDays(1)),
          Duration.ofMinutes(10),
          ApprovalSettings::useWithin,
          Strength.greaterIsWeaker(),
          "How long after its approval the call may be made, once.");

  static final Section<ApprovalSettings> SECTION =
      Section.of(
          "the approval of calls",
          values ->
              new ApprovalSettings(
                  values.get(UNDECLARED), values.get(PATIENCE), values.get(USE_WITHIN)),
          UNDECLARED,
          PATIENCE,
          USE_WITHIN);

  /** Whether the operator wants a person asked about a tool of which he said this, if anything. */
  public boolean required(Optional<ToolSettings> tool) {
    ApprovalNeed unsaid =
        tool.filter(ToolSettings::consequential).isPresent() ? ApprovalNeed.ALWAYS : undeclared;
    return tool.flatMap(ToolSettings::approval).orElse(unsaid) == ApprovalNeed.ALWAYS;
  }
}
