package io.portreeve.gateway.reference;

import io.portreeve.controls.contextpoisoning.ArgumentRole;
import io.portreeve.gateway.config.FlowMode;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.guard.Confidentiality;
import io.portreeve.guard.Integrity;
import io.portreeve.guard.Label;
import io.portreeve.guard.Provenance;
import io.portreeve.guard.Reason;
import java.util.Set;

/** The labels of information flow: what there is, how they join, and what is asked of them. */
final class LabelReference {
  private static final String HEAD =
      """
      # Labels

      What is known of data on its way, where [`information-flow`](../information-flow.md) is on. Printed by `portreeve help --reference labels`; do
      not edit.

      ## What a label says

      Every result of a server has one, and a conversation has that of all that was heard in it.
      """;

  private static final String ARISE =
      """

      ## How labels arise

      | what was said | integrity | confidentiality | origins |
      |---|---|---|---|
      | the user's words (`said` of the host), the configuration | `trusted` | `public` | none |
      | whatever a server says of which nothing is written | `untrusted` | `public` | that server |
      | `results: trusted` on a server or a tool, an address of `trusted-resources` | `trusted` | `public` | that server |
      | a result that reports an effect, an error of a tool that is trusted alone | `untrusted` | `public` | that server |
      | anything of a server that [guardrails](../guardrails.md) suspected in this conversation | `untrusted` | as it was | that server |
      | `private: true` on a tool | as above | `private` | that server |
      | a result that says of itself that it is untrusted or private | worse, as it says | | |
      | an entry of a [memory](../memory.md) | what it had when it was written | likewise | likewise |
      | a conversation of which nothing is known | `untrusted` | `private` | |
      | definitions: tools, prompts, templates, `instructions` | none: they are approved one by one | | |

      ## How they join

      Labels only ever join, and a join is never better than either side: nobody makes data more trusted or less private by adding to it.
      """;

  private static final String FROM =
      """

      ## Where a value was found

      The `kind` of each value that decides in a call, in `approvals show` and in the audit log. What was found nowhere has none, and may not
      decide.
      """;

  private static final String ASKED =
      """

      ## What is asked

      Of a call with effects (a *sink*), once something untrusted was heard in its conversation. What may not go on by itself waits for a person or
      is refused, as `information-flow.otherwise` says.
      """;

  private LabelReference() {}

  static String markdown() {
    return HEAD + parts() + ARISE + joins() + FROM + kinds() + ASKED + modes() + roles();
  }

  private static MarkdownTable parts() {
    var table = new MarkdownTable("part", "value", "what it says");
    for (Integrity one : Integrity.values()) {
      table.row("integrity", code(one), meaning(one));
    }
    for (Confidentiality one : Confidentiality.values()) {
      table.row("confidentiality", code(one), meaning(one));
    }
    table.row("origins", "servers", "who had a part in it, by your names");
    return table;
  }

  private static String meaning(Integrity one) {
    return switch (one) {
      case TRUSTED -> "it may decide what is done";
      case UNTRUSTED -> "it may not: the taint";
    };
  }

  private static String meaning(Confidentiality one) {
    return switch (one) {
      case PUBLIC -> "it may go anywhere";
      case PRIVATE -> "it may not flow into a tool that is `outside`";
    };
  }

  private static MarkdownTable joins() {
    var table = new MarkdownTable("one", "the other", "both together");
    for (Integrity left : Integrity.values()) {
      for (Integrity right : Integrity.values()) {
        table.row(code(left), code(right), code(left.join(right)));
      }
    }
    for (Confidentiality left : Confidentiality.values()) {
      for (Confidentiality right : Confidentiality.values()) {
        table.row(code(left), code(right), code(left.join(right)));
      }
    }
    Label both = Label.untrusted("mail").join(Label.untrusted("web"));
    table.row("of `mail`", "of `web`", "of " + names(both.origins()));
    return table;
  }

  private static String names(Set<String> origins) {
    return MarkdownTable.names(String.join(", ", origins.stream().sorted().toList()));
  }

  private static MarkdownTable kinds() {
    var table = new MarkdownTable("kind", "may decide", "found in");
    for (Provenance.Kind kind : Provenance.Kind.values()) {
      table.row(code(kind), kind.decides() ? "yes" : "no", meaning(kind));
    }
    return table;
  }

  private static String meaning(Provenance.Kind kind) {
    return switch (kind) {
      case USER -> "what the user wrote, as the host says it";
      case ENDORSED -> "a yes of before that holds for this value in this conversation";
      case TRUSTED -> "a result that the operator trusts, from before the model said it";
      case POINTED -> "a field that the user pointed to";
      case ISSUED -> "an id that was issued for an object that the user or a trusted result named";
      case REPEATED -> "a trusted result, but only after the model had said it";
      case UNTRUSTED -> "a server's untrusted words";
    };
  }

  private static MarkdownTable modes() {
    var table = new MarkdownTable("`information-flow.policy`", "asks", "else");
    for (FlowMode mode : FlowMode.values()) {
      table.row(code(mode), asks(mode), otherwise(mode));
    }
    table.row(
        "any but `off`",
        "of a call of a tool that is `outside`: that nothing private was heard",
        "`" + Reason.FLOW_TOO_PRIVATE + "`");
    return table;
  }

  private static String asks(FlowMode mode) {
    return switch (mode) {
      case SESSION -> "a person's yes, always";
      case PLAN_AND_ARGUMENTS -> "that the host had planned the tool, and what `arguments` asks";
      case ARGUMENTS -> "that each value that decides was found where it may decide";
      case OFF -> "nothing";
    };
  }

  private static String otherwise(FlowMode mode) {
    return switch (mode) {
      case SESSION -> "`" + Reason.FLOW_AFTER_UNTRUSTED + "`";
      case PLAN_AND_ARGUMENTS -> "`" + Reason.FLOW_UNPLANNED + "`, `" + Reason.FLOW_UNTRACED + "`";
      case ARGUMENTS -> "`" + Reason.FLOW_UNTRACED + "`";
      case OFF -> "";
    };
  }

  private static MarkdownTable roles() {
    var table = new MarkdownTable("an argument is", "what `arguments` asks of it");
    for (ArgumentRole role : ArgumentRole.values()) {
      table.row(code(role), asks(role));
    }
    return table;
  }

  private static String asks(ArgumentRole role) {
    return switch (role) {
      case AUTHORITY -> "it decides (`decide`): a kind above that may decide";
      case IDENTIFIER -> "it names an object by an id (`identify`): an id that was issued for it";
      case CONTENT -> "it is carried: nothing";
    };
  }

  private static String code(Enum<?> one) {
    return "`" + Forms.word(one) + "`";
  }
}
