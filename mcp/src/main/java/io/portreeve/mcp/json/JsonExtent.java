package io.portreeve.mcp.json;

/**
 * How much there is of a value, counted without decoding or building anything.
 *
 * @param values values in all, containers included, names not
 * @param levels containers around the innermost value, and itself
 */
public record JsonExtent(int values, int levels) {
  private static final JsonExtent SINGLE = new JsonExtent(1, 1);

  /** The extent of {@code json}. */
  public static JsonExtent of(Json json) {
    return switch (json) {
      case ReadObject object -> object.extent();
      case ReadArray array -> array.extent();
      case BuiltObject object -> {
        JsonExtent inside = new JsonExtent(0, 0);
        for (JsonMember member : object) {
          inside = inside.beside(of(member.value()));
        }
        yield inside.within();
      }
      case BuiltArray array -> {
        JsonExtent inside = new JsonExtent(0, 0);
        for (Json element : array) {
          inside = inside.beside(of(element));
        }
        yield inside.within();
      }
      case JsonString _, JsonNumber _, JsonBoolean _, JsonNull _ -> SINGLE;
    };
  }

  private JsonExtent beside(JsonExtent other) {
    return new JsonExtent(values + other.values, Math.max(levels, other.levels));
  }

  private JsonExtent within() {
    return new JsonExtent(values + 1, levels + 1);
  }
}
