package io.portreeve.gateway.replay;

import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.policy.Gaps;
import io.portreeve.gateway.replay.RecordedUse.Was;
import io.portreeve.guard.EndpointId;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.ListTools;
import io.portreeve.mcp.PromptName;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a decision as the message that it was about. */
final class RecordReading {
  /** What a record says of a text that was longer than this: its beginning only. */
  private static final int LONGEST_TEXT = 500;

  private static final Set<String> USES =
      Set.of("tools/call", "prompts/get", "resources/read", "completion/complete");

  /** With one of them, the rules refused it; the allowlist is what they name. */
  private static final Set<String> RULES =
      Stream.of(
              Reason.NOT_ALLOWLISTED,
              Reason.NOT_VISIBLE,
              Reason.POLICY_DENIED,
              Reason.POLICY_NO_RULE,
              Reason.POLICY_ERROR,
              Reason.SCOPE_INSUFFICIENT)
          .map(Reason::wire)
          .collect(Collectors.toSet());

  /** With one of them, nobody had approved it yet, or somebody had not. */
  private static final Set<String> UNAPPROVED =
      Stream.of(Reason.APPROVAL_REQUIRED, Reason.APPROVAL_DENIED, Reason.APPROVAL_IMPOSSIBLE)
          .map(Reason::wire)
          .collect(Collectors.toSet());

  private RecordReading() {}

  static Recorded read(AuditRecord record) {
    if (record.kind() != AuditKind.DECISION) {
      return new Recorded.Other();
    }
    Optional<String> method = record.fields().string("method");
    if (method.isPresent() && !USES.contains(method.get())) {
      return new Recorded.Other();
    }
    try {
      return use(record).<Recorded>map(Recorded.Use::new).orElseGet(Recorded.Unreadable::new);
    } catch (DateTimeException odd) {
      return new Recorded.Unreadable();
    }
  }

  private static Optional<RecordedUse> use(AuditRecord record) {
    JsonObject fields = record.fields();
    RecordedSender sender = RecordedSender.of(fields);
    return subject(fields)
        .map(subject -> {
          Was was = was(fields);
          RecordedArguments arguments = RecordedArguments.of(fields, subject);
          Set<String> gaps = new HashSet<>(sender.gaps());
          gaps.addAll(arguments.gaps());
          gaps.add(Gaps.RELATIONS);
          return new RecordedUse(
              exchange(record, sender, subject.server()),
              subject,
              arguments.known(),
              Gaps.of(gaps),
              was,
              fields.string("reason").orElse(""));
        });
  }

  private static Exchange exchange(AuditRecord record, RecordedSender sender, ServerId server) {
    JsonObject fields = record.fields();
    return new Exchange(
            new ExchangeId(record.exchange()),
            fields.string("at").map(Instant::parse).orElse(record.time()),
            fields.string("peer").orElse(""),
            sender.principal(),
            Revision.LATEST,
            server,
            new ListTools(JsonObject.empty()))
        .at(new EndpointId(fields.string("endpoint").orElse("")));
  }

  private static Was was(JsonObject fields) {
    String reason = fields.string("reason").orElse("");
    boolean forwarded = fields.string("verdict").equals(Optional.of("forward"));
    if (ruleAsked(fields) && (forwarded || UNAPPROVED.contains(reason))) {
      return Was.ASKED;
    }
    if (forwarded) {
      return Was.ALLOWED;
    }
    return RULES.contains(reason) ? Was.DENIED : Was.REFUSED_OTHERWISE;
  }

  /** What the operator says of a tool asks by another control, which no rules change. */
  private static boolean ruleAsked(JsonObject fields) {
    return fields.array("decisions").orElse(JsonArray.empty()).stream()
        .anyMatch(one ->
            one instanceof JsonObject said
                && said.string("control").equals(Optional.of("AccessControlList"))
                && said.string("verdict").equals(Optional.of("ask")));
  }

  private static Optional<Subject> subject(JsonObject fields) {
    return fields
        .string("server")
        .map(ServerId::new)
        .flatMap(server -> {
          Optional<Subject> tool =
              whole(fields, "tool").map(name -> new Subject.OfTool(server, new ToolName(name)));
          Optional<Subject> prompt =
              whole(fields, "prompt")
                  .map(name -> new Subject.OfPrompt(server, new PromptName(name)));
          Optional<Subject> resource =
              whole(fields, "resource")
                  .map(uri -> new Subject.OfResource(server, new ResourceUri(uri)));
          return tool.or(() -> prompt).or(() -> resource);
        });
  }

  private static Optional<String> whole(JsonObject fields, String name) {
    return fields.string(name).filter(text -> text.length() <= LONGEST_TEXT);
  }
}
