package io.portreeve.gateway.console.flow;

import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One exchange of a conversation.
 *
 * @param what was used; the method, where that names nothing
 * @param refused the reason, if it did not go on as it came
 * @param values those that decide in it
 * @param more whether there are more of them than are on record
 * @param heard what was untrusted by its end, by server; as far as is known, by its beginning
 */
record Step(
    String exchange,
    Instant at,
    String server,
    String what,
    Optional<String> refused,
    List<Value> values,
    boolean more,
    Heard heard) {
  Step {
    values = List.copyOf(values);
  }

  /** What the conversation had heard. */
  record Heard(boolean tainted, boolean secret, Set<String> untrusted) {
    Heard {
      untrusted = Set.copyOf(untrusted);
    }

    static Heard of(JsonObject fields) {
      JsonObject heard =
          fields.object("flow").flatMap(flow -> flow.object("heard")).orElse(JsonObject.empty());
      return new Heard(
          heard.string("integrity").filter("untrusted"::equals).isPresent(),
          heard.string("confidentiality").filter("private"::equals).isPresent(),
          texts(heard.array("origins")).collect(Collectors.toUnmodifiableSet()));
    }

    private static Stream<String> texts(Optional<JsonArray> array) {
      return array.stream()
          .flatMap(all -> all.stream())
          .flatMap(one -> one instanceof JsonString text ? Stream.of(text.value()) : Stream.of());
    }
  }

  /** What a decision says of it. */
  static Step of(AuditRecord decision) {
    JsonObject fields = decision.fields();
    Optional<JsonObject> flow = fields.object("flow");
    return new Step(
        decision.exchange(),
        decision.time(),
        fields.string("server").orElse(""),
        what(fields),
        fields.string("verdict").equals(Optional.of("forward"))
            ? Optional.empty()
            : Optional.of(fields.string("reason").orElse("refused")),
        flow.flatMap(it -> it.array("values")).stream()
            .flatMap(all -> all.stream())
            .map(Value::of)
            .toList(),
        flow.flatMap(it -> it.bool("more-values")).orElse(false),
        Heard.of(fields));
  }

  private static String what(JsonObject fields) {
    return Stream.of("tool", "prompt", "resource", "method")
        .flatMap(name -> fields.string(name).stream())
        .findFirst()
        .orElse("");
  }

  /** The same with what its outcome says was heard by then. */
  Step ended(AuditRecord outcome) {
    return new Step(exchange, at, server, what, refused, values, more, Heard.of(outcome.fields()));
  }

  /** Whether it could have said this. */
  boolean says(Source source) {
    return refused.isEmpty() && server.equals(source.server()) && what.equals(source.said());
  }
}
