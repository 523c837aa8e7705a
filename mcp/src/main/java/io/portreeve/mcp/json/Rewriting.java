package io.portreeve.mcp.json;

import io.portreeve.mcp.json.JsonLeaves.LeafRewriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One rewriting of every text inside a value; nothing is copied before something changes. */
@SuppressWarnings("ReferenceEquality") // to be the same instance is what "unchanged" means here
final class Rewriting {
  private final LeafRewriter values;
  private final LeafRewriter names;
  private boolean collided;

  Rewriting(LeafRewriter values, LeafRewriter names) {
    this.values = values;
    this.names = names;
  }

  /** Whether two names of one object became equal. */
  boolean collided() {
    return collided;
  }

  Json of(Json json, JsonPointer at) {
    return switch (json) {
      case JsonString string -> text(string, at, values);
      case JsonArray array -> elements(array, at);
      case JsonObject object -> members(object, at);
      case JsonNumber _, JsonBoolean _, JsonNull _ -> json;
    };
  }

  private static JsonString text(JsonString string, JsonPointer at, LeafRewriter rewriter) {
    String text = string.value();
    String rewritten = rewriter.rewrite(at, text);
    return rewritten.equals(text) ? string : JsonString.of(rewritten);
  }

  private Json elements(JsonArray array, JsonPointer at) {
    @Nullable List<Json> copy = null;
    int index = 0;
    for (Json element : array) {
      Json rewritten = of(element, at.child(index));
      if (rewritten != element && copy == null) {
        copy = first(index, array);
      }
      if (copy != null) {
        copy.add(rewritten);
      }
      index++;
    }
    return copy == null ? array : JsonArray.of(copy);
  }

  private Json members(JsonObject object, JsonPointer at) {
    @Nullable List<JsonMember> copy = null;
    int index = 0;
    for (JsonMember member : object) {
      JsonMember rewritten = member(member, at.child(member.label()));
      if (rewritten != member && copy == null) {
        copy = first(index, object);
      }
      if (copy != null) {
        copy.add(rewritten);
      }
      index++;
    }
    return copy == null ? object : distinct(copy);
  }

  private JsonMember member(JsonMember member, JsonPointer at) {
    JsonString label = text(member.label(), at, names);
    Json value = of(member.value(), at);
    boolean same = label == member.label() && value == member.value();
    return same ? member : new JsonMember(label, value);
  }

  private JsonObject distinct(List<JsonMember> members) {
    Set<String> seen = HashSet.newHashSet(members.size());
    for (JsonMember member : members) {
      collided |= !seen.add(member.name());
    }
    return BuiltObject.of(members);
  }

  private static <T> List<T> first(int count, Iterable<T> all) {
    List<T> first = new ArrayList<>();
    Iterator<T> next = all.iterator();
    while (first.size() < count) {
      first.add(next.next());
    }
    return first;
  }
}
