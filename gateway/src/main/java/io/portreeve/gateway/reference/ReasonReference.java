package io.portreeve.gateway.reference;

import io.portreeve.gateway.denial.Denial;
import io.portreeve.gateway.denial.Denials;
import io.portreeve.gateway.denial.Refused;
import io.portreeve.gateway.tables.Rows;
import io.portreeve.guard.Answer;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every {@link Reason}: what it means, who gives it, what the client sees, what would allow it. */
final class ReasonReference {
  static final String BY = "reasons.txt";

  private static final String HEAD =
      """
      # Reasons

      Why something was decided as it was: the words of `reason` in the [audit log](../audit.md), in `portreeve explain`, among the
      [metrics](metrics.md) and on the console. The client never sees them. Printed by `portreeve help --reference reasons`; do not edit.

      `portreeve audit show --reason WORD` has all that was decided for one of them. `SERVER`, `TOOL` and `CALLER` below stand for those of the
      message: `audit show --exchange ID` and `explain` say the same with their names, and with the line of your file.
      The ids (`9b`) are those of the [threat model](../../README.md#the-threat-model).
      """;

  private static final String REFUSING =
      """

      ## What is refused
      """;

  private static final String PASSING =
      """

      ## What goes on

      As it is, or, where that is said, changed. Nothing of it is told to the client. Records leave out what merely passes of a server's
      messages, but for what is an *alert*.
      """;

  private static final String SEEN =
      """

      ## What the client sees

      Few answers, and fixed ones: a refusal teaches an attacker nothing. A tool's call is answered with a result that is an error, which a model
      reads; anything else with an error of JSON-RPC. Where an exchange is named, its id is the one on record.
      """;

  /** A call whose names stand for those of any other. */
  private static final Refused EXAMPLE = new Refused("CALLER", "SERVER", true, "TOOL", "");

  private ReasonReference() {}

  static String markdown() {
    Map<String, String> by =
        Rows.of(ReasonReference.class, BY).stream()
            .collect(Collectors.toUnmodifiableMap(row -> row.get(0), row -> row.get(1)));
    var refused =
        new MarkdownTable(
            "reason",
            "what it means",
            "given by",
            "ruled by, and what would allow it",
            "client sees");
    var passed = new MarkdownTable("reason", "what it means", "given by", "alert");
    for (Reason reason : Reason.values()) {
      String who = by.getOrDefault(reason.wire(), "");
      Optional<Denial> denial = Denials.ofNone().of(reason, EXAMPLE);
      denial.ifPresent(no ->
          refused.row(
              code(reason),
              reason.explanation(),
              who,
              ruled(no) + " — " + no.allows(),
              "[" + word(reason.answer()) + "](#what-the-client-sees)"));
      if (denial.isEmpty()) {
        passed.row(code(reason), reason.explanation(), who, reason.alerts() ? "yes" : "");
      }
    }
    return HEAD + REFUSING + refused + PASSING + passed + SEEN + seen() + mitigations();
  }

  private static String code(Reason reason) {
    return "`" + reason.wire() + "`";
  }

  /** Where one key says it, that key is all there is to name. */
  private static String ruled(Denial no) {
    return no.rule().startsWith("what `") ? no.written() : no.rule() + ": " + no.written();
  }

  private static String word(Answer answer) {
    return answer == Answer.NONE
        ? "nothing"
        : answer.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static MarkdownTable seen() {
    var table = new MarkdownTable("answer", "what is sent");
    Arrays.stream(Answer.values()).forEach(one -> table.row(word(one), sent(one)));
    return table;
  }

  /** Held to what is really sent by a test. */
  static String sent(Answer answer) {
    return switch (answer) {
      case NONE ->
          "nothing of it: programs and connections are kept from something, and the call that needed it fails like one to a server"
              + " that is down";
      case UNAUTHENTICATED -> "HTTP 401, and which credentials are taken; no id";
      case UNAVAILABLE -> "HTTP 503: the same credential may be good later";
      case UNKNOWN ->
          "`unknown tool`, `unknown prompt`, `resource not found`, `unknown reference` or `not found`, as of what does not exist; no id";
      case FORBIDDEN ->
          "`refused by policy`, with the id; HTTP 403 where it is refused at the door";
      case UNDERSCOPED ->
          "HTTP 403, `insufficient scope`, and a challenge with all scopes that it takes";
      case UNAPPROVED ->
          "`a person has to approve this call first`, with the approval's id; or a question, where the client can ask its user";
      case DISAPPROVED -> "`a person was asked and denied this call; do not repeat it`";
      case INVALID_ARGUMENTS -> "what is wrong with the arguments, so that a model can mend them";
      case INVALID_STATE -> "`invalid request state`";
      case INCAPABLE -> "`missing client capability`, and which";
      case TOO_MANY -> "HTTP 429, `too many requests`";
      case WITHHELD -> "`the server's answer was withheld`, with the id";
      case EXECUTED -> "`the call was executed, and its answer withheld: do not repeat it`";
      case STOPPING -> "`the gateway is stopping`";
      case FAILED -> "`the gateway could not complete the request`, with the id";
    };
  }

  private static String mitigations() {
    var table = new MarkdownTable("id", "mitigation", "threat");
    for (Mitigation one : Mitigation.values()) {
      table.row("`" + one.id() + "`", one.title(), threat(one));
    }
    return "\n## The ids\n" + table;
  }

  private static String threat(Mitigation one) {
    return one.threat().title();
  }
}
