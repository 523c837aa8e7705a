package io.portreeve.controls.contextpoisoning;

import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A value of a call that decides something, and the argument that it stands in. */
record Deciding(String argument, Scalar scalar) {
  /** All of a call, in its order. */
  static List<Deciding> in(Sink sink, JsonObject arguments) {
    List<Deciding> all = new ArrayList<>();
    for (JsonMember argument : arguments) {
      if (sink.role(argument.name()) != ArgumentRole.CONTENT) {
        Scalar.of(argument.name(), argument.value())
            .forEach(scalar -> all.add(new Deciding(argument.name(), scalar)));
      }
    }
    return List.copyOf(all);
  }
}
