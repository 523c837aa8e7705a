package io.portreeve.gateway.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.gateway.keys.Hmac;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import io.portreeve.mcp.json.JsonString;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Turns a JSON value into its shape: {@code {"path":"/home/x"}} becomes {@code
 * {"path":"string(7)#1f0c…"}}.
 *
 * <p>Promise: no text, number or truth value of the original is in the shape; member names are,
 * when short and plain, since they are part of the tool's contract rather than data. The mark
 * behind {@code #} is keyed: equal values have equal marks, and without the key a mark cannot be
 * tested against a guess. Shapes are bounded in depth, in members and in elements whatever comes
 * in.
 */
public final class Shape {
  private static final int DEPTH = 8;
  private static final int MEMBERS = 64;
  private static final int ELEMENTS = 16;
  private static final int NAME = 64;
  private static final int MARK_BYTES = 8;

  // What a mark is of: a number and a text that look alike have different ones.
  private static final byte[] STRING = "string\0".getBytes(UTF_8);
  private static final byte[] NUMBER = "number\0".getBytes(UTF_8);

  private final Hmac hmac;

  /** A shape function whose marks are keyed by this secret. */
  public Shape(Secret secret) {
    this.hmac = new Hmac(secret, "audit-shape/1");
  }

  public Json of(Json value) {
    return of(value, DEPTH);
  }

  /** The mark of a text, as it stands behind the {@code #} of its shape. */
  public String mark(String text) {
    return mark(STRING, text.getBytes(UTF_8));
  }

  private Json of(Json value, int depth) {
    return switch (value) {
      case JsonObject object ->
          depth > 0 ? members(object, depth) : summary("object", object.size());
      case JsonArray array -> depth > 0 ? elements(array, depth) : summary("array", array.size());
      case JsonString string -> string(string.value());
      case JsonNumber number ->
          JsonString.of("number#" + mark(NUMBER, number.literal().getBytes(UTF_8)));
      case JsonBoolean _ -> JsonString.of("boolean");
      case JsonNull _ -> JsonString.of("null");
    };
  }

  private Json members(JsonObject object, int depth) {
    JsonObjectBuilder shape = JsonObject.builder();
    int left = MEMBERS;
    for (JsonMember member : object) {
      if (left-- == 0) {
        return shape.put("+", "%d more".formatted(object.size() - MEMBERS)).build();
      }
      shape.put(name(member.name()), of(member.value(), depth - 1));
    }
    return shape.build();
  }

  private Json elements(JsonArray array, int depth) {
    List<Json> shapes = new ArrayList<>();
    for (Json element : array) {
      if (shapes.size() == ELEMENTS) {
        shapes.add(JsonString.of("+%d more".formatted(array.size() - ELEMENTS)));
        break;
      }
      shapes.add(of(element, depth - 1));
    }
    return JsonArray.of(shapes);
  }

  private Json string(String text) {
    return JsonString.of("string(" + text.length() + ")#" + mark(text));
  }

  private static Json summary(String type, int size) {
    return JsonString.of(type + "(" + size + ")");
  }

  /** Names that a schema would have are kept; anything else may be data in disguise. */
  private String name(String name) {
    boolean plain =
        !name.isEmpty()
            && name.length() <= NAME
            && !Character.isDigit(name.charAt(0))
            && hasOnlyNameParts(name);
    return plain ? name : "name(%d)#%s".formatted(name.length(), mark(name));
  }

  private static boolean hasOnlyNameParts(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isNamePart(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNamePart(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_-.$/".indexOf(c) >= 0;
  }

  private String mark(byte[] type, byte[] value) {
    return HexFormat.of().formatHex(hmac.of(type, value), 0, MARK_BYTES);
  }
}
