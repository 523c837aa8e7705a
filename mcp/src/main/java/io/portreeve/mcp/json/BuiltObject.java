package io.portreeve.mcp.json;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object laid together from members, each of which may be a view of what was received. */
final class BuiltObject extends JsonObject {
  static final BuiltObject EMPTY = new BuiltObject(new JsonMember[0]);

  private final JsonMember[] members;
  private @Nullable NameIndex index;

  private BuiltObject(JsonMember[] members) {
    this.members = members;
  }

  /** An object of these members, whose names are known to differ. */
  static BuiltObject of(List<JsonMember> members) {
    return members.isEmpty() ? EMPTY : new BuiltObject(members.toArray(JsonMember[]::new));
  }

  /** {@code object} with {@code value} at {@code name}. */
  static BuiltObject with(JsonObject object, String name, Json value) {
    boolean replaced = object.has(name);
    JsonMember[] members = new JsonMember[object.size() + (replaced ? 0 : 1)];
    int at = 0;
    for (JsonMember member : object) {
      boolean other = !replaced || !member.label().is(name);
      members[at++] = other ? member : new JsonMember(member.label(), value);
    }
    if (!replaced) {
      members[at] = JsonMember.of(name, value);
    }
    return new BuiltObject(members);
  }

  @Override
  public int size() {
    return members.length;
  }

  @Override
  public Iterator<JsonMember> iterator() {
    return Arrays.asList(members).iterator();
  }

  @Override
  @Nullable Json find(String name) {
    if (members.length > NameIndex.WORTHWHILE) {
      int place = index().place(name);
      return place < 0 ? null : members[place].value();
    }
    for (int i = 0; i < members.length; i++) {
      JsonMember member = members[i];
      if (member.label().is(name)) {
        return member.value();
      }
    }
    return null;
  }

  @Override
  boolean isPlain() {
    // no iterator: asked of every message
    for (int i = 0; i < members.length; i++) {
      JsonMember member = members[i];
      if (!member.label().isPlain() || !JsonLeaves.arePlain(member.value())) {
        return false;
      }
    }
    return true;
  }

  private NameIndex index() {
    NameIndex known = index;
    if (known == null) {
      Map<String, Integer> places = HashMap.newHashMap(members.length);
      for (JsonMember member : members) {
        places.put(member.name(), places.size());
      }
      known = new NameIndex(places);
      index = known;
    }
    return known;
  }

  @Override
  public void writeTo(JsonWriter out) {
    out.punctuation('{');
    for (int i = 0; i < members.length; i++) {
      if (i > 0) {
        out.punctuation(',');
      }
      JsonMember member = members[i];
      member.label().writeTo(out);
      out.punctuation(':');
      member.value().writeTo(out);
    }
    out.punctuation('}');
  }
}
