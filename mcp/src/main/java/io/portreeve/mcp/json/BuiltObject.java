package io.portreeve.mcp.json;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object laid together from members, each of which may be a view of what was received. */
final class BuiltObject extends JsonObject {
  static final BuiltObject EMPTY = new BuiltObject(List.of());

  private final List<JsonMember> members;
  private @Nullable NameIndex index;

  BuiltObject(List<JsonMember> members) {
    this.members = members;
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
    for (JsonMember member : members) {
      if (member.label().is(name)) {
        return member.value();
      }
    }
    return null;
  }

  private NameIndex index() {
    NameIndex known = index;
    if (known == null) {
      NameIndex.Builder builder = new NameIndex.Builder(members.size());
      for (int i = 0; i < members.size(); i++) {
        builder.put(members.get(i).name(), i);
      }
      known = builder.build();
      index = known;
    }
    return known;
  }

  @Override
  public void writeTo(JsonWriter out) {
    char before = '{';
    for (JsonMember member : members) {
      out.punctuation(before);
      member.label().writeTo(out);
      out.punctuation(':');
      member.value().writeTo(out);
      before = ',';
    }
    if (members.isEmpty()) {
      out.punctuation('{');
    }
    out.punctuation('}');
  }
}
