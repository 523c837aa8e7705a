package io.portreeve.controls.contextpoisoning;

import io.portreeve.guard.Confidentiality;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a tool is, where no operator said it: guessed from its name and the names of its arguments.
 *
 * <p>A tool is a sink unless its name begins with a word for reading and has none for more ({@code
 * get_or_create}). An argument decides unless the last word of its name says that it is carried and
 * no other that it decides: {@code message_recipient} and {@code recipient_text} decide. What
 * servers annotate is not looked at: a hostile one would say that all it does is reading.
 */
public final class GuessedSinks {
  private static final Set<String> READING =
      Set.of(
          "get",
          "list",
          "search",
          "read",
          "find",
          "fetch",
          "look",
          "lookup",
          "describe",
          "show",
          "count",
          "view",
          "query",
          "browse",
          "summarize",
          "recommend");
  private static final Set<String> DOING_MORE =
      Set.of(
          "or", "and", "then", "create", "insert", "add", "set", "write", "update", "edit",
          "replace", "remove", "delete", "send");
  private static final Set<String> CARRIED =
      Set.of(
          "subject",
          "body",
          "content",
          "contents",
          "text",
          "message",
          "title",
          "description",
          "note",
          "notes",
          "comment",
          "summary",
          "reason",
          "amount",
          "price",
          "quantity",
          "date",
          "time",
          "day",
          "start",
          "end",
          "location",
          "priority",
          "color",
          "language",
          "format",
          "limit",
          "offset");
  private static final Set<String> LEADING_OUT =
      Set.of(
          "url",
          "urls",
          "uri",
          "uris",
          "link",
          "links",
          "href",
          "host",
          "endpoint",
          "website",
          "webhook",
          "callback");
  private static final Set<String> DECIDING =
      Set.of(
          "to",
          "cc",
          "bcc",
          "recipient",
          "recipients",
          "receiver",
          "receivers",
          "payee",
          "id",
          "ids",
          "uuid",
          "uuids");

  private static final Set<String> ADDRESSES = Set.of("uri", "url", "iri", "hostname");
  private static final String DEFINITIONS = "#/$defs/";

  private GuessedSinks() {}

  /** The sink that it is; empty for a reading tool none of whose arguments leads out. */
  public static Optional<Sink> of(String tool, JsonObject schema) {
    return reads(Spelling.words(tool))
        ? ofReading(tool, schema)
        : Optional.of(withEffects(tool, schema));
  }

  /** The sink that a tool is of which it is known that it does something, whatever its name. */
  public static Sink withEffects(String tool, JsonObject schema) {
    return sink(tool, roles(schema, false), ArgumentRole.AUTHORITY);
  }

  /**
   * The sink that a tool is though all it does is reading: who chooses the address that is read can
   * write into that address what he wants to get out. Empty if no argument leads out.
   */
  public static Optional<Sink> ofReading(String tool, JsonObject schema) {
    Map<String, ArgumentRole> roles = roles(schema, true);
    return roles.containsValue(ArgumentRole.AUTHORITY)
        ? Optional.of(sink(tool, roles, ArgumentRole.CONTENT))
        : Optional.empty();
  }

  static boolean isForReading(String word) {
    return READING.contains(word);
  }

  private static boolean reads(List<String> words) {
    return !words.isEmpty()
        && READING.contains(words.getFirst())
        && words.stream().noneMatch(DOING_MORE::contains);
  }

  private static Sink sink(String tool, Map<String, ArgumentRole> roles, ArgumentRole rest) {
    return new Sink(tool, roles, rest, false, Confidentiality.PRIVATE);
  }

  private static Map<String, ArgumentRole> roles(JsonObject schema, boolean reads) {
    Map<String, ArgumentRole> roles = new HashMap<>();
    for (JsonMember argument : schema.object("properties").orElse(JsonObject.empty())) {
      roles.put(argument.name(), role(argument.name(), declared(argument, schema), reads));
    }
    return roles;
  }

  private static ArgumentRole role(String argument, JsonObject declared, boolean reads) {
    List<String> words = Spelling.words(argument);
    String last = Spelling.last(words);
    boolean leadsOut = leadsOut(declared, words);
    if (reads) {
      return leadsOut ? ArgumentRole.AUTHORITY : ArgumentRole.CONTENT;
    } else if (Id.isNameOfOne(argument) || last.equals("attachments")) {
      return ArgumentRole.IDENTIFIER;
    }
    boolean decides = leadsOut || words.stream().anyMatch(DECIDING::contains);
    return isChoice(declared) || (CARRIED.contains(last) && !decides)
        ? ArgumentRole.CONTENT
        : ArgumentRole.AUTHORITY;
  }

  private static boolean leadsOut(JsonObject declared, List<String> words) {
    return declared.string("format").filter(ADDRESSES::contains).isPresent()
        || words.stream().anyMatch(LEADING_OUT::contains);
  }

  /** Whether it can only be one of what the schema lists. */
  private static boolean isChoice(JsonObject declared) {
    return declared.has("enum")
        || declared.has("const")
        || declared.string("type").filter("boolean"::equals).isPresent();
  }

  /** What the schema says of an argument; of a definition within the schema, that. */
  private static JsonObject declared(JsonMember argument, JsonObject schema) {
    JsonObject here = argument.value() instanceof JsonObject object ? object : JsonObject.empty();
    return here.string("$ref")
        .filter(ref -> ref.startsWith(DEFINITIONS))
        .flatMap(ref ->
            schema
                .object("$defs")
                .flatMap(defs -> defs.object(ref.substring(DEFINITIONS.length()))))
        .orElse(here);
  }
}
