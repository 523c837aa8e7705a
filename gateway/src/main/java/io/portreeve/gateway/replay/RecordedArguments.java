package io.portreeve.gateway.replay;

import io.portreeve.gateway.recording.Redaction;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The arguments that the rules saw, as far as a record says: all of them, none, or of which names
 * there were some.
 *
 * @param known values are meaningless under names that are gaps
 * @param gaps in the names of conditions
 */
record RecordedArguments(JsonObject known, Set<String> gaps) {
  private static final String ALL = "args";

  /** A name that stands in a shape as it was; any other is a mark. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_.$/-][A-Za-z0-9_.$/-]{0,63}");

  /** Refused before arguments had the form that rules see. */
  private static final Set<Optional<String>> EARLY =
      Set.of(Optional.of(Reason.NOT_ALLOWLISTED.wire()), Optional.of(Reason.NOT_VISIBLE.wire()));

  static RecordedArguments of(JsonObject fields, Subject subject) {
    if (fields.string("method").equals(Optional.of("resources/read"))
        && subject instanceof Subject.OfResource resource) {
      JsonObject uri = JsonObject.empty().with("uri", resource.uri().value());
      return new RecordedArguments(uri, Set.of());
    }
    Optional<JsonObject> recorded = fields.object("arguments");
    if (recorded.filter(none -> none.size() == 0).isPresent()) {
      return new RecordedArguments(JsonObject.empty(), Set.of());
    }
    Optional<String> values = fields.string("values");
    if (recorded.isEmpty() || EARLY.contains(fields.string("reason")) || isRewritten(fields)) {
      return unknown();
    }
    if (values.equals(Optional.of(Redaction.FULL))) {
      return new RecordedArguments(recorded.get(), Set.of());
    }
    return values.equals(Optional.of(Redaction.SHAPE)) ? named(recorded.get()) : unknown();
  }

  private static RecordedArguments unknown() {
    return new RecordedArguments(JsonObject.empty(), Set.of(ALL));
  }

  private static RecordedArguments named(JsonObject shape) {
    boolean plain = shape.names().stream().allMatch(name -> PLAIN.matcher(name).matches());
    return plain
        ? new RecordedArguments(
            shape, shape.names().stream().map(name -> ALL + "." + name).collect(Collectors.toSet()))
        : unknown();
  }

  /** Rules see what comes of it; the record has what came. */
  private static boolean isRewritten(JsonObject fields) {
    return fields.array("decisions").stream()
        .flatMap(decisions -> decisions.stream())
        .anyMatch(RecordedArguments::isRewrite);
  }

  private static boolean isRewrite(Json decision) {
    return decision instanceof JsonObject said
        && said.string("verdict").equals(Optional.of("rewrite"));
  }
}
