package io.portreeve.mcp.json;

/** How much there is of a value, counted without decoding or building anything. */
public final class JsonExtent {
  private JsonExtent() {}

  /** How many values there are in all, containers included, names not. */
  public static int values(Json json) {
    return switch (json) {
      case ReadObject object -> object.layout().values();
      case ReadArray array -> array.layout().values();
      case BuiltObject object -> {
        int values = 1;
        for (JsonMember member : object) {
          values += values(member.value());
        }
        yield values;
      }
      case BuiltArray array -> {
        int values = 1;
        for (Json element : array) {
          values += values(element);
        }
        yield values;
      }
      case JsonString _, JsonNumber _, JsonBoolean _, JsonNull _ -> 1;
    };
  }

  /** How many containers there are around the innermost value, and itself. */
  public static int levels(Json json) {
    return switch (json) {
      case ReadObject object -> object.layout().levels();
      case ReadArray array -> array.layout().levels();
      case BuiltObject object -> {
        int deepest = 0;
        for (JsonMember member : object) {
          deepest = Math.max(deepest, levels(member.value()));
        }
        yield deepest + 1;
      }
      case BuiltArray array -> {
        int deepest = 0;
        for (Json element : array) {
          deepest = Math.max(deepest, levels(element));
        }
        yield deepest + 1;
      }
      case JsonString _, JsonNumber _, JsonBoolean _, JsonNull _ -> 1;
    };
  }
}
