package io.portreeve.gateway.policy;

import io.portreeve.controls.text.Compatibility;
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

  /** No number of more digits is an id. */
  private static final int MOST_DIGITS = 80;

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?+[0-9]*+(?:[.][0-9]*+)?+(?:e[+-]?+[0-9]++)?+");
  private static final Pattern LEADING = Pattern.compile("^([+-]?+)0++(?=[0-9])");
  private static final Pattern BETWEEN_DIGITS = Pattern.compile("(?<=[0-9])_(?=[0-9])");
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
    String plain = Compatibility.of(text).strip().toLowerCase(Locale.ROOT);
    StringBuilder shown = new StringBuilder(plain.length());
    plain
        .codePoints()
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
        .forEach(shown::appendCodePoint);
    String digits = BETWEEN_DIGITS.matcher(shown).replaceAll("");
    return NUMBER.matcher(digits).matches() ? number(digits) : digits;
  }

  /** Zeros behind a point say nothing, however many there are. */
  private static String withoutZeros(String number) {
    int exponent = number.indexOf('e');
    int end = exponent < 0 ? number.length() : exponent;
    if (number.indexOf('.') < 0) {
      return number;
    }
    int kept = end;
    while (number.charAt(kept - 1) == '0') {
      kept--;
    }
    String shown = number.substring(0, kept) + number.substring(end);
    return shown.length() > LONGEST ? "" : shown;
  }

  private static String number(String digits) {
    String written = LEADING.matcher(digits).replaceFirst("$1");
    try {
      BigDecimal value = new BigDecimal(withoutZeros(written)).stripTrailingZeros();
      boolean huge = value.precision() - value.scale() > MOST_DIGITS || value.scale() > MOST_DIGITS;
      return huge ? digits : value.toPlainString();
    } catch (NumberFormatException _) {
      return digits;
    }
  }
}
