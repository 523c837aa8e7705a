package io.portreeve.gateway.policy;

import io.portreeve.controls.text.Percent;
import io.portreeve.gateway.relations.ObjectName;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a call says itself that may be the id of an object: its texts and numbers, the names of its
 * members, and the parts of addresses and of lists in one text. In doubt it names an object: how
 * the server reads another spelling is not known.
 */
final class GivenIds {
  /** No id that is kept is longer. */
  private static final int LONGEST = 1024;

  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9.]{1,80}(?:e[+-]?[0-9]{1,2})?");
  private static final Pattern BETWEEN = Pattern.compile("[/:?#&=,;|]+");

  private final Set<String> texts = new HashSet<>();

  private GivenIds() {}

  static GivenIds of(CallTool call) {
    GivenIds given = new GivenIds();
    given.read(call.arguments());
    call.inputResponses().ifPresent(given::read);
    return given;
  }

  boolean name(ObjectName object) {
    return texts.contains(form(object.id()));
  }

  private void read(Json json) {
    switch (json) {
      case JsonObject object -> {
        for (JsonMember member : object) {
          text(member.name());
          read(member.value());
        }
      }
      case JsonArray array -> array.forEach(this::read);
      case JsonString text -> text(text.value());
      case JsonNumber number -> texts.add(form(number.literal()));
      case JsonBoolean _, JsonNull _ -> {}
    }
  }

  private void text(String text) {
    parts(text);
    String decoded = Percent.decode(text);
    if (!decoded.equals(text)) {
      parts(decoded);
    }
  }

  private void parts(String text) {
    Stream.concat(Stream.of(text), BETWEEN.splitAsStream(text))
        .map(GivenIds::form)
        .filter(part -> part.length() <= LONGEST)
        .forEach(texts::add);
  }

  /** One form for all that a server may take for the same id. */
  private static String form(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    return NUMBER.matcher(plain).matches() ? number(plain) : plain;
  }

  private static String number(String plain) {
    try {
      return new BigDecimal(plain).stripTrailingZeros().toPlainString();
    } catch (NumberFormatException _) {
      return plain;
    }
  }
}
