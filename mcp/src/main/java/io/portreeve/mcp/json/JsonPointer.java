package io.portreeve.mcp.json;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands inside another (RFC 6901).
 *
 * <p>Linked to the pointer of the container around it; the text is built only when asked for.
 */
public final class JsonPointer {
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");
  private static final JsonPointer ROOT = new JsonPointer(null, null, -1);

  private final @Nullable JsonPointer parent;
  private final @Nullable JsonString name;
  private final int index;

  private JsonPointer(@Nullable JsonPointer parent, @Nullable JsonString name, int index) {
    this.parent = parent;
    this.name = name;
    this.index = index;
  }

  /** The pointer to the whole value: the empty text. */
  public static JsonPointer root() {
    return ROOT;
  }

  /**
   * The pointer that {@code text} writes.
   *
   * @throws IllegalArgumentException if it breaks the grammar of RFC 6901, section 3, or has more
   *     steps than {@link JsonLimits#MAX_DEPTH}
   */
  public static JsonPointer parse(String text) {
    JsonPointer pointer = ROOT;
    int at = 0;
    for (int steps = 0; at < text.length(); steps++) {
      if (steps == JsonLimits.MAX_DEPTH) {
        throw new IllegalArgumentException("a JSON pointer of too many steps");
      }
      if (text.charAt(at) != '/') {
        throw new IllegalArgumentException("a JSON pointer begins with a slash");
      }
      int next = text.indexOf('/', at + 1);
      int end = next < 0 ? text.length() : next;
      pointer = pointer.child(unescape(text.substring(at + 1, end)));
      at = end;
    }
    return pointer;
  }

  /** The pointer to the member {@code name} of what this points to. */
  public JsonPointer child(String name) {
    return child(JsonString.of(name));
  }

  /** The pointer to the element {@code place} of what this points to. */
  public JsonPointer child(int place) {
    if (place < 0) {
      throw new IllegalArgumentException("an index below zero");
    }
    return new JsonPointer(this, null, place);
  }

  /** The same for a name that is JSON already. */
  public JsonPointer child(JsonString label) {
    return new JsonPointer(this, label, -1);
  }

  /** The value that this points to inside {@code whole}; empty if there is none. */
  public Optional<Json> in(Json whole) {
    return parent == null ? Optional.of(whole) : parent.in(whole).flatMap(this::step);
  }

  private Optional<Json> step(Json container) {
    return switch (container) {
      case JsonObject object -> object.get(token());
      case JsonArray array -> element(array);
      case JsonString _, JsonNumber _, JsonBoolean _, JsonNull _ -> Optional.empty();
    };
  }

  private Optional<Json> element(JsonArray array) {
    String token = token();
    if (!INDEX.matcher(token).matches() || Integer.parseInt(token) >= array.size()) {
      return Optional.empty();
    }
    return Optional.of(array.get(Integer.parseInt(token)));
  }

  /** The last step: a decoded name, or an index in decimal; empty text at the root. */
  public String token() {
    return name != null ? name.value() : index < 0 ? "" : Integer.toString(index);
  }

  private static String unescape(String token) {
    for (int at = token.indexOf('~'); at >= 0; at = token.indexOf('~', at + 1)) {
      if (at + 1 == token.length() || "01".indexOf(token.charAt(at + 1)) < 0) {
        throw new IllegalArgumentException("a tilde that escapes nothing");
      }
    }
    return token.replace("~1", "/").replace("~0", "~");
  }

  private void appendTo(StringBuilder text) {
    if (parent != null) {
      parent.appendTo(text);
      text.append('/').append(token().replace("~", "~0").replace("/", "~1"));
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonPointer pointer && pointer.toString().equals(toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** The pointer as RFC 6901, section 3 writes it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    appendTo(text);
    return text.toString();
  }
}
