package io.portreeve.gateway.policy;

import io.portreeve.gateway.relations.Inclusions;
import io.portreeve.gateway.relations.ObjectName;
import io.portreeve.gateway.relations.Related;
import io.portreeve.guard.Principal;
import java.util.Map;

/** The relations of one case after the other, as their table says them; for one thread. */
final class CaseRelations implements Related {
  private final Inclusions inclusions;
  private Map<String, String> related = Map.of();

  CaseRelations(Inclusions inclusions) {
    this.inclusions = inclusions;
  }

  /** From now on, whoever asks is to each object what is said here, and to no other anything. */
  void take(Map<String, String> said) {
    related = Map.copyOf(said);
  }

  @Override
  public boolean holds(Principal principal, ObjectName object, String relation) {
    return related.entrySet().stream()
        .filter(one ->
            ObjectName.parse(one.getKey(), inclusions::ids).filter(object::equals).isPresent())
        .anyMatch(one -> inclusions.giving(object.type(), relation).contains(one.getValue()));
  }
}
