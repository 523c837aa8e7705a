package io.portreeve.gateway.schema;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The members that an object surely may have: what is no object is no matter of theirs.
 *
 * @param named those with a schema of their own
 * @param required those without one that must be there
 * @param others what all others must be
 */
record SureMembers(List<Named> named, List<String> required, SureFit others) implements SureFit {
  /** One that is named in the schema. */
  record Named(String name, boolean required, SureFit fit) {}

  @Override
  public boolean takes(Json value) {
    return !(value instanceof JsonObject object) || takes(object);
  }

  private boolean takes(JsonObject object) {
    int known = 0;
    for (Named one : named) {
      Optional<Json> member = object.get(one.name());
      if (member.isPresent() ? !one.fit().takes(member.get()) : one.required()) {
        return false;
      }
      known += member.isPresent() ? 1 : 0;
    }
    return required.stream().allMatch(object::has)
        && (others.equals(ANY) || known == object.size() || takesOthers(object));
  }

  private boolean takesOthers(JsonObject object) {
    if (others.equals(UNSURE)) {
      return false;
    }
    Set<String> names = new HashSet<>();
    named.forEach(one -> names.add(one.name()));
    for (JsonMember member : object) {
      if (!names.contains(member.name()) && !others.takes(member.value())) {
        return false;
      }
    }
    return true;
  }
}
