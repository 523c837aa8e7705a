package io.portreeve.mcp.json;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object laid together from members, each of which may be a view of what was received. */
final class BuiltObject extends JsonObject {
  static final BuiltObject EMPTY = new BuiltObject(List.of());

  private final List<JsonMember> members;
  private @Nullable NameIndex index;

  private BuiltObject(List<JsonMember> members) {
    this.members = members;
  }

  /** An object of these members, whose names are known to differ. */
  static BuiltObject of(List<JsonMember> members) {
    return members.isEmpty() ? EMPTY : new BuiltObject(List.copyOf(members));
  }

  @Override
  public int size() {
    return members.size();
  }

  @Override
  public Iterator<JsonMember> iterator() {
    return members.iterator();
  }

  @Override
  @Nullable Json find(String name) {
    if (members.size() > NameIndex.WORTHWHILE) {
      int place = index().place(name);
      return place < 0 ? null : members.get(place).value();
    }
    for (int i = 0; i < members.size(); i++) {
      JsonMember member = members.get(i);
      if (member.label().is(name)) {
        return member.value();
      }
    }
    return null;
  }

  @Override
  boolean isPlain() {
    // no iterator: asked of every message
    for (int i = 0; i < members.size(); i++) {
      JsonMember member = members.get(i);
      if (!member.label().isPlain() || !JsonLeaves.arePlain(member.value())) {
        return false;
      }
    }
    return true;
  }

  private NameIndex index() {
    NameIndex known = index;
    if (known == null) {
      Map<String, Integer> places = HashMap.newHashMap(members.size());
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
    for (int i = 0; i < members.size(); i++) {
      if (i > 0) {
        out.punctuation(',');
      }
      JsonMember member = members.get(i);
      member.label().writeTo(out);
      out.punctuation(':');
      member.value().writeTo(out);
    }
    out.punctuation('}');
  }
}
