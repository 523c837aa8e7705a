package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.time.Duration;
import java.util.Optional;

/**
 * Which calls a person has to approve, and how long a question and an answer last.
 *
 * @param consequential whose approval calls need that cannot be taken back
 * @param undeclared whose approval calls of tools need about which the operator says nothing
 * @param patience how long a question waits for somebody
 * @param useWithin how long an approved call may still be made
 * @param webhook who is told; empty: nobody
 */
public record ApprovalSettings(
    ApprovalNeed consequential,
    ApprovalNeed undeclared,
    Duration patience,
    Duration useWithin,
    Optional<WebhookSettings> webhook) {
  static final Key<ApprovalSettings, ApprovalNeed> CONSEQUENTIAL =
      Key.of(
          "consequential",
          Forms.oneOf(ApprovalNeed.class),
          ApprovalNeed.USER,
          ApprovalSettings::consequential,
          Strength.greaterIsWeaker(),
          "Who has to approve calls of tools that are `consequential`.");
  static final Key<ApprovalSettings, ApprovalNeed> UNDECLARED =
      Key.of(
          "undeclared",
          Forms.oneOf(ApprovalNeed.class),
          ApprovalNeed.NEVER,
          ApprovalSettings::undeclared,
          Strength.greaterIsWeaker(),
          "Who has to approve calls of tools that `servers` does not declare; annotations of servers"
              + " never decide it.");
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
  static final Key<ApprovalSettings, Optional<WebhookSettings>> WEBHOOK =
      Key.optional(
          "webhook",
          WebhookSettings.SECTION,
          ApprovalSettings::webhook,
          Strength.inside(WebhookSettings.SECTION, Strength.neutral()),
          "Who is told which calls wait, and what became of them; docs/approvals.md says how.");

  static final Section<ApprovalSettings> SECTION =
      Section.of(
              "the approval of calls",
              values ->
                  new ApprovalSettings(
                      values.get(CONSEQUENTIAL),
                      values.get(UNDECLARED),
                      values.get(PATIENCE),
                      values.get(USE_WITHIN),
                      values.get(WEBHOOK)),
              CONSEQUENTIAL,
              UNDECLARED,
              PATIENCE,
              USE_WITHIN,
              WEBHOOK)
          .moved(
              "inbox",
              "write `console: {sign-in: …, approvers: {names: […], roles: […]}}` at the top of the"
                  + " file; docs/console.md says how")
          .check(ApprovalSettings::approves, CONSEQUENTIAL);

  private static void approves(Values values, Spot spot) {
    if (values.get(CONSEQUENTIAL) == ApprovalNeed.NEVER) {
      spot.at(CONSEQUENTIAL)
          .problem(
              "would undo `consequential: true` everywhere",
              "set `approval: never` for the tools that need none");
    }
  }

  /** Whose approval a tool needs of which the operator said this. */
  public ApprovalNeed of(ToolSettings tool) {
    return tool.approval().orElse(tool.consequential() ? consequential : undeclared);
  }
}
