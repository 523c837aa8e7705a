package io.portreeve.mcp.json;

import java.util.List;

/** Those of an object that was laid together. */
final class BuiltMembers implements NamedMembers {
  private final List<JsonMember> members;
  private final JsonNames names;
  private int at = -1;

  BuiltMembers(List<JsonMember> members, JsonNames names) {
    this.members = members;
    this.names = names;
  }

  @Override
  public boolean next() {
    at++;
    return at < members.size();
  }

  @Override
  public int place() {
    return names.place(members.get(at).name());
  }

  @Override
  public Json value() {
    return members.get(at).value();
  }
}
