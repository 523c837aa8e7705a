package io.portreeve.mcp.json;

import io.portreeve.mcp.json.JsonRefused.Fault;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The canonical form of a value (RFC 8785): equal values have equal bytes, fit to be hashed and
 * signed.
 *
 * <p>The form knows only doubles. A number that it would turn into another one is refused, for two
 * different arguments would share one digest: an integer that no double's shortest form stands for
 * ({@code 9007199254740993}), one beyond every double ({@code 1e400}), one so small that zero is
 * left ({@code 1e-400}). A fraction is rounded to the nearest double, as the RFC's own examples
 * have it: literals that differ beyond the seventeenth digit share a form.
 */
public final class CanonicalJson {
  private CanonicalJson() {}

  /**
   * The canonical UTF-8 of {@code json}.
   *
   * @throws JsonRefused with {@link Fault#NUMBER_NOT_CANONICAL}, as said above
   */
  public static byte[] bytes(Json json) throws JsonRefused {
    JsonWriter out = JsonWriter.create();
    write(json, out);
    return out.finish();
  }

  private static void write(Json json, JsonWriter out) throws JsonRefused {
    switch (json) {
      case JsonObject object -> writeObject(object, out);
      case JsonArray array -> writeArray(array, out);
      case JsonString string -> string.writeFewestEscapes(out);
      case JsonNumber number -> out.ascii(number(number));
      case JsonBoolean _, JsonNull _ -> json.writeTo(out);
    }
  }

  private static void writeObject(JsonObject object, JsonWriter out) throws JsonRefused {
    List<JsonMember> members = new ArrayList<>(object.size());
    object.forEach(members::add);
    // String compares by UTF-16 code unit, which is the order that the RFC asks for.
    members.sort(Comparator.comparing(JsonMember::name));
    char before = '{';
    for (JsonMember member : members) {
      out.punctuation(before);
      member.label().writeFewestEscapes(out);
      out.punctuation(':');
      write(member.value(), out);
      before = ',';
    }
    if (members.isEmpty()) {
      out.punctuation('{');
    }
    out.punctuation('}');
  }

  private static void writeArray(JsonArray array, JsonWriter out) throws JsonRefused {
    out.punctuation('[');
    boolean first = true;
    for (Json element : array) {
      if (!first) {
        out.punctuation(',');
      }
      first = false;
      write(element, out);
    }
    out.punctuation(']');
  }

  private static String number(JsonNumber number) throws JsonRefused {
    double nearest = number.nearestDouble();
    BigDecimal exact = number.decimal();
    if (!Double.isFinite(nearest) || (nearest == 0 && exact.signum() != 0)) {
      throw new JsonRefused(Fault.NUMBER_NOT_CANONICAL, number.offset());
    }
    String text = EcmaScriptNumber.text(nearest);
    if (number.isInteger() && new BigDecimal(text).compareTo(exact) != 0) {
      throw new JsonRefused(Fault.NUMBER_NOT_CANONICAL, number.offset());
    }
    return text;
  }
}
