package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.guard.Sink;
import java.util.Map;
import java.util.Optional;

/**
 * The operator's word about one tool. What the server says about itself is only a hint.
 *
 * @param arguments what single arguments are, by name or JSON pointer; the others are inferred
 * @param sink where its results go; empty: what {@code output} says
 * @param consequential whether a call has effects that cannot be taken back
 * @param approval who has to approve each call; empty: what the whole configuration says of tools
 *     that are consequential, or of which nothing is said
 * @param requestsPerMinute calls of one principal in a minute; empty: only the common limit
 * @param concurrent calls of one principal at once; empty: only the common limit
 */
public record ToolSettings(
    Map<String, ArgumentSettings> arguments,
    Optional<Sink> sink,
    boolean consequential,
    Optional<ApprovalNeed> approval,
    Optional<Integer> requestsPerMinute,
    Optional<Integer> concurrent) {

  static final Key<ToolSettings, Map<String, ArgumentSettings>> ARGUMENTS =
      Key.of(
          "arguments",
          Forms.entries(
              Forms.matching("\\S.{0,255}", "the name of an argument, or a JSON pointer to it"),
              ArgumentSettings.FORM),
          Map.of(),
          ToolSettings::arguments,
          Strength.<ArgumentSettings>declarations("is no longer declared")
              .and(Strength.grants(ArgumentSettings::looser)),
          "What single arguments are, by name or JSON pointer; undeclared ones are inferred.");
  static final Key<ToolSettings, Optional<Sink>> SINK =
      Key.optional(
          "sink",
          Forms.oneOf(Sink.class),
          ToolSettings::sink,
          Strength.unordered(),
          "Where the results of this tool go; absent, `output.default-sink`.");
  static final Key<ToolSettings, Boolean> CONSEQUENTIAL =
      Key.of(
          "consequential",
          Forms.truth(),
          false,
          ToolSettings::consequential,
          Strength.offIsWeaker("is no longer treated as consequential"),
          "Whether a call has effects that cannot be taken back; somebody then has to approve each.");
  static final Key<ToolSettings, Optional<ApprovalNeed>> APPROVAL =
      Key.optional(
          "approval",
          Forms.oneOf(ApprovalNeed.class),
          ToolSettings::approval,
          Strength.unordered(),
          "Who has to approve each call: `two-operators`, the `operator`, the user on our `page`, the"
              + " `user` in the client, nobody; absent, as `approvals` says.");
  static final Key<ToolSettings, Optional<Integer>> REQUESTS_PER_MINUTE =
      Key.optional(
          "requests-per-minute",
          Forms.integer(1, 1_000_000),
          ToolSettings::requestsPerMinute,
          Strength.limit(),
          "How often one principal may call this tool in a minute.");
  static final Key<ToolSettings, Optional<Integer>> CONCURRENT =
      Key.optional(
          "concurrent",
          Forms.integer(1, 10_000),
          ToolSettings::concurrent,
          Strength.limit(),
          "How many calls of this tool one principal may have under way.");

  static final Section<ToolSettings> SECTION =
      Section.of(
          "the operator's word about a tool",
          values ->
              new ToolSettings(
                  values.get(ARGUMENTS),
                  values.get(SINK),
                  values.get(CONSEQUENTIAL),
                  values.get(APPROVAL),
                  values.get(REQUESTS_PER_MINUTE),
                  values.get(CONCURRENT)),
          ARGUMENTS,
          SINK,
          CONSEQUENTIAL,
          APPROVAL,
          REQUESTS_PER_MINUTE,
          CONCURRENT);
}
