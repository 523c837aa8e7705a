package io.portreeve.controls.contextpoisoning;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonPointer;
import io.portreeve.mcp.json.JsonString;
import java.util.ArrayList;
import java.util.List;

/**
 * One value inside an argument or a field.
 *
 * @param name of the member that it stands in, however deep
 * @param at where it stands, from what holds the argument or field
 */
record Scalar(String name, JsonPointer at, String text) {
  Folded folded() {
    return Folded.of(text);
  }

  /** All values inside, in order. */
  static List<Scalar> of(String name, Json json) {
    List<Scalar> scalars = new ArrayList<>();
    collect(name, JsonPointer.root().child(name), json, scalars);
    return List.copyOf(scalars);
  }

  private static void collect(String name, JsonPointer at, Json json, List<Scalar> into) {
    switch (json) {
      case JsonString text -> into.add(new Scalar(name, at, text.value()));
      case JsonNumber number -> into.add(new Scalar(name, at, number.literal()));
      case JsonBoolean truth -> into.add(new Scalar(name, at, truth.toString()));
      case JsonNull _ -> {}
      case JsonArray array -> {
        int index = 0;
        for (Json element : array) {
          collect(name, at.child(index++), element, into);
        }
      }
      case JsonObject object -> object.forEach(member -> member(object, at, member, into));
    }
  }

  static boolean isPlainName(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*");
  }

  private static void member(
      JsonObject owner, JsonPointer in, JsonMember member, List<Scalar> into) {
    JsonPointer at = in.child(member.label());
    // A name can carry an address as well as a value can.
    if (!isPlainName(member.name())) {
      into.add(new Scalar(member.name(), at, member.name()));
    }
    // What sort of thing an id names decides nothing: the id does.
    boolean sort = member.name().equals("type") || member.name().equals("kind");
    if (!sort || owner.names().stream().noneMatch(Id::isNameOfOne)) {
      collect(member.name(), at, member.value(), into);
    }
  }
}
