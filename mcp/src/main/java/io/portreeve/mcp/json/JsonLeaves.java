package io.portreeve.mcp.json;

import io.portreeve.mcp.json.JsonRefused.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Walks every piece of text inside a value: its strings, and the names of its members. */
@SuppressWarnings("ReferenceEquality") // to be the same instance is what "unchanged" means here
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
    return rewrite(json, JsonPointer.root(), values);
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
    return rewriteNames(rewriteStrings(json, values), JsonPointer.root(), names);
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

  private static Json rewrite(Json json, JsonPointer at, LeafRewriter values) {
    return switch (json) {
      case JsonString string -> rewriteText(string, at, values);
      case JsonArray array -> rewriteElements(array, at, values);
      case JsonObject object -> rewriteMembers(object, at, values);
      case JsonNumber _, JsonBoolean _, JsonNull _ -> json;
    };
  }

  private static JsonString rewriteText(JsonString string, JsonPointer at, LeafRewriter values) {
    String text = string.value();
    String rewritten = values.rewrite(at, text);
    return rewritten.equals(text) ? string : JsonString.of(rewritten);
  }

  private static Json rewriteElements(JsonArray array, JsonPointer at, LeafRewriter values) {
    List<Json> elements = new ArrayList<>(array.size());
    boolean changed = false;
    for (Json element : array) {
      Json rewritten = rewrite(element, at.child(elements.size()), values);
      changed |= rewritten != element;
      elements.add(rewritten);
    }
    return changed ? JsonArray.of(elements) : array;
  }

  private static Json rewriteMembers(JsonObject object, JsonPointer at, LeafRewriter values) {
    List<JsonMember> members = new ArrayList<>(object.size());
    boolean changed = false;
    for (JsonMember member : object) {
      Json rewritten = rewrite(member.value(), at.child(member.label()), values);
      changed |= rewritten != member.value();
      members.add(new JsonMember(member.label(), rewritten));
    }
    return changed ? BuiltObject.of(members) : object;
  }

  private static Json rewriteNames(Json json, JsonPointer at, LeafRewriter names)
      throws JsonRefused {
    return switch (json) {
      case JsonArray array -> rewriteNamesIn(array, at, names);
      case JsonObject object -> rewriteNamesOf(object, at, names);
      case JsonString _, JsonNumber _, JsonBoolean _, JsonNull _ -> json;
    };
  }

  private static Json rewriteNamesIn(JsonArray array, JsonPointer at, LeafRewriter names)
      throws JsonRefused {
    List<Json> elements = new ArrayList<>(array.size());
    boolean changed = false;
    for (Json element : array) {
      Json rewritten = rewriteNames(element, at.child(elements.size()), names);
      changed |= rewritten != element;
      elements.add(rewritten);
    }
    return changed ? JsonArray.of(elements) : array;
  }

  private static Json rewriteNamesOf(JsonObject object, JsonPointer at, LeafRewriter names)
      throws JsonRefused {
    List<JsonMember> members = new ArrayList<>(object.size());
    Set<String> seen = HashSet.newHashSet(object.size());
    boolean changed = false;
    for (JsonMember member : object) {
      JsonPointer child = at.child(member.label());
      JsonString label = rewriteText(member.label(), child, names);
      Json rewritten = rewriteNames(member.value(), child, names);
      if (!seen.add(label.value())) {
        throw new JsonRefused(Fault.DUPLICATE_NAME, JsonRefused.NOWHERE);
      }
      changed |= label != member.label() || rewritten != member.value();
      members.add(new JsonMember(label, rewritten));
    }
    return changed ? BuiltObject.of(members) : object;
  }
}
