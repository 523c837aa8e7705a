package io.portreeve.mcp.json;

import io.portreeve.mcp.json.JsonRefused.Fault;

/** Walks every piece of text inside a value: its strings, and the names of its members. */
public final class JsonLeaves {
  private JsonLeaves() {}

  /** Sees one piece of text. */
  @FunctionalInterface
  public interface LeafVisitor {
    /** Called with the text and where it stands. */
    void visit(JsonPointer pointer, String text);
  }

  /** Answers what shall stand in the place of one piece of text. */
  @FunctionalInterface
  public interface LeafRewriter {
    /** The new text; the equal text leaves the leaf as it was received. */
    String rewrite(JsonPointer pointer, String text);
  }

  /** Shows {@code values} each string inside {@code json}, in order; names are not shown. */
  public static void forEachString(Json json, LeafVisitor values) {
    forEachString(json, values, (pointer, name) -> {});
  }

  /**
   * Shows {@code values} each string inside {@code json}, and {@code names} each member's name
   * before its value, with the pointer to that value.
   */
  public static void forEachString(Json json, LeafVisitor values, LeafVisitor names) {
    visit(json, JsonPointer.root(), values, names);
  }

  /**
   * {@code json} with each string replaced by what {@code values} answers; names stay. The same
   * instance if nothing changed; otherwise all that is unchanged stays as it was received.
   */
  public static Json rewriteStrings(Json json, LeafRewriter values) {
    return new Rewriting(values, (_, name) -> name).of(json, JsonPointer.root());
  }

  /**
   * Like {@link #rewriteStrings(Json, LeafRewriter)}, and each name is replaced by what {@code
   * names} answers, given the pointer to its value under the name that was received.
   *
   * @throws JsonRefused with {@link Fault#DUPLICATE_NAME} if two names of one object became equal:
   *     to keep either would be to choose for the sender
   */
  public static Json rewriteStrings(Json json, LeafRewriter values, LeafRewriter names)
      throws JsonRefused {
    return rewriteStrings(json, JsonPointer.root(), values, names);
  }

  /** The same for a value that stands {@code at} a place: all pointers begin with it. */
  public static Json rewriteStrings(
      Json json, JsonPointer at, LeafRewriter values, LeafRewriter names) throws JsonRefused {
    Rewriting rewriting = new Rewriting(values, names);
    Json rewritten = rewriting.of(json, at);
    if (rewriting.collided()) {
      throw new JsonRefused(Fault.DUPLICATE_NAME, JsonRefused.NOWHERE);
    }
    return rewritten;
  }

  /**
   * Whether every text inside {@code json}, names included, is nothing but printable ASCII, TAB and
   * LF. Of what was received this is known from reading it: nothing is decoded.
   */
  public static boolean arePlain(Json json) {
    return switch (json) {
      case JsonString string -> string.isPlain();
      case JsonArray array -> array.isPlain();
      case JsonObject object -> object.isPlain();
      case JsonNumber _, JsonBoolean _, JsonNull _ -> true;
    };
  }

  private static void visit(Json json, JsonPointer at, LeafVisitor values, LeafVisitor names) {
    switch (json) {
      case JsonString string -> values.visit(at, string.value());
      case JsonArray array -> {
        int index = 0;
        for (Json element : array) {
          visit(element, at.child(index++), values, names);
        }
      }
      case JsonObject object -> {
        for (JsonMember member : object) {
          JsonPointer child = at.child(member.label());
          names.visit(child, member.name());
          visit(member.value(), child, values, names);
        }
      }
      case JsonNumber _, JsonBoolean _, JsonNull _ -> {}
    }
  }
}
