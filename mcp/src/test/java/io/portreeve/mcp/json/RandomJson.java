package io.portreeve.mcp.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Draws values, and texts that write them with whatever whitespace and escapes JSON allows. */
final class RandomJson {
  private static final String[] POINTS = {
    "a",
    "b",
    "Z",
    "0",
    " ",
    "/",
    "~",
    "\"",
    "\\",
    "\n",
    "\t",
    "\b",
    "\u0000",
    "\u001f",
    "\u007f",
    "\u0080",
    "é",
    "\u07ff",
    "\u0800",
    "€",
    "\ud7ff",
    "\ue000",
    "\uffff",
    "😀",
    "\udbff\udfff"
  };
  private static final String[] SPACES = {"", "", "", " ", "\n", "\t", "\r\n", "   "};
  private static final String[] NUMBERS = {
    "0",
    "-0",
    "0.0",
    "1",
    "-1",
    "10",
    "1e1",
    "1E+1",
    "100e-1",
    "0.1",
    "1e-1",
    "-1.50",
    "1e300",
    "9007199254740993",
    "123456789012345678901234567890",
    "3.141592653589793238462643383279"
  };

  private final RandomGenerator random;

  RandomJson(long seed) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  RandomGenerator random() {
    return random;
  }

  Json value() {
    return value(4);
  }

  private Json value(int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 8)) {
      case 0 -> JsonNull.NULL;
      case 1 -> JsonBoolean.of(random.nextBoolean());
      case 2 -> JsonNumber.of(random.nextLong() >> random.nextInt(64));
      case 3 -> number();
      case 4 -> JsonString.of(text());
      case 5 -> array(depth - 1);
      default -> object(depth - 1);
    };
  }

  JsonObject object() {
    return object(3);
  }

  private JsonObject object(int depth) {
    JsonObjectBuilder builder = JsonObject.builder();
    int members = random.nextInt(8) == 0 ? random.nextInt(60) : random.nextInt(6);
    for (int i = 0; i < members; i++) {
      builder.put(text(), value(depth));
    }
    return builder.build();
  }

  private JsonArray array(int depth) {
    List<Json> elements = new ArrayList<>();
    for (int left = random.nextInt(6); left > 0; left--) {
      elements.add(value(depth));
    }
    return JsonArray.of(elements);
  }

  private JsonNumber number() {
    return JsonNumber.of(new BigDecimal(NUMBERS[random.nextInt(NUMBERS.length)]));
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(random.nextInt(10) == 0 ? 40 : 6); left > 0; left--) {
      text.append(POINTS[random.nextInt(POINTS.length)]);
    }
    return text.toString();
  }

  /** A text that says {@code json}, members in their order, in a form drawn anew each time. */
  String written(Json json) {
    return switch (json) {
      case JsonObject object -> written(object);
      case JsonArray array -> {
        List<String> elements = new ArrayList<>();
        array.forEach(element -> elements.add(space() + written(element) + space()));
        yield "[" + space() + String.join(",", elements) + "]";
      }
      case JsonString string -> literal(string.value());
      case JsonNumber _, JsonBoolean _, JsonNull _ -> json.toString();
    };
  }

  private String written(JsonObject object) {
    List<String> members = new ArrayList<>();
    for (JsonMember member : object) {
      String value = written(member.value());
      members.add(space() + literal(member.name()) + space() + ":" + space() + value + space());
    }
    return "{" + space() + String.join(",", members) + "}";
  }

  private String space() {
    return SPACES[random.nextInt(SPACES.length)];
  }

  private String literal(String text) {
    StringBuilder literal = new StringBuilder("\"");
    text.codePoints().forEach(point -> append(literal, point));
    return literal.append('"').toString();
  }

  private void append(StringBuilder literal, int point) {
    boolean mustEscape = point < 0x20 || point == '"' || point == '\\';
    if (!mustEscape && random.nextInt(4) > 0) {
      literal.appendCodePoint(point);
      return;
    }
    int known = "\"\\/\b\f\n\r\t".indexOf(point);
    if (known >= 0 && random.nextBoolean()) {
      literal.append('\\').append("\"\\/bfnrt".charAt(known));
      return;
    }
    for (char unit : Character.toChars(point)) {
      literal.append((random.nextBoolean() ? "\\u%04x" : "\\u%04X").formatted((int) unit));
    }
  }

  /** Names that differ, some of them in {@code object}. */
  List<String> namesAround(JsonObject object) {
    Set<String> names = new HashSet<>(object.names());
    names.add(text());
    names.add("absent");
    return List.copyOf(names);
  }
}
