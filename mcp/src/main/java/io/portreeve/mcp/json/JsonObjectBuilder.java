package io.portreeve.mcp.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the members of one object; not for use by several threads. */
public final class JsonObjectBuilder {
  private static final int FEW = 16;

  private final List<JsonMember> members = new ArrayList<>();
  // Kept only once there are many: names come from peers, and a search each would be a square.
  private Map<String, Integer> places = Map.of();

  JsonObjectBuilder() {}

  /** Puts {@code value} at {@code name}: in its old place, or at the end if new. */
  public JsonObjectBuilder put(String name, Json value) {
    int place = place(name);
    if (place < 0) {
      return append(JsonMember.of(name, value));
    }
    members.set(place, new JsonMember(members.get(place).label(), value));
    return this;
  }

  /** Puts a string. */
  public JsonObjectBuilder put(String name, String value) {
    return put(name, JsonString.of(value));
  }

  /** Puts an integer. */
  public JsonObjectBuilder put(String name, long value) {
    return put(name, JsonNumber.of(value));
  }

  /** Puts a boolean. */
  public JsonObjectBuilder put(String name, boolean value) {
    return put(name, JsonBoolean.of(value));
  }

  /** Puts a member, its name as it was received. */
  public JsonObjectBuilder put(JsonMember member) {
    int place = place(member.name());
    if (place < 0) {
      return append(member);
    }
    members.set(place, member);
    return this;
  }

  /** Puts every member of {@code object}, as received. */
  public JsonObjectBuilder putAll(JsonObject object) {
    if (members.isEmpty()) {
      object.forEach(this::append);
    } else {
      object.forEach(this::put);
    }
    return this;
  }

  /** The object as it stands now; the builder may go on. */
  public JsonObject build() {
    return BuiltObject.of(members);
  }

  private JsonObjectBuilder append(JsonMember member) {
    if (!places.isEmpty()) {
      places.put(member.name(), members.size());
    }
    members.add(member);
    return this;
  }

  private int place(String name) {
    if (members.size() > FEW) {
      if (places.isEmpty()) {
        index();
      }
      return places.getOrDefault(name, -1);
    }
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).label().is(name)) {
        return i;
      }
    }
    return -1;
  }

  private void index() {
    places = new HashMap<>();
    for (int i = 0; i < members.size(); i++) {
      places.put(members.get(i).name(), i);
    }
  }
}
