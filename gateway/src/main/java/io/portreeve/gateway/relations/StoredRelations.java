package io.portreeve.gateway.relations;

import io.portreeve.gateway.store.Relation;
import io.portreeve.gateway.store.Relations;
import io.portreeve.guard.Principal;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@link Related} by the relations of the store, as they are at this moment: one that was ended
 * holds no more. Whoever has a relation through other objects has it if the way is no longer than
 * {@link #LONGEST_WAY} and not more than {@link #MOST_OBJECTS} are on the ways.
 */
public final class StoredRelations implements Related {
  static final int LONGEST_WAY = 8;
  static final int MOST_OBJECTS = 256;

  private final Inclusions inclusions;
  private final Relations relations;

  public StoredRelations(Inclusions inclusions, Relations relations) {
    this.inclusions = inclusions;
    this.relations = relations;
  }

  @Override
  public boolean holds(Principal principal, ObjectName object, String relation) {
    List<String> names = Holder.of(principal);
    Set<Holder.Userset> seen = new HashSet<>();
    Set<Holder.Userset> level = Set.of(new Holder.Userset(object, relation));
    for (int way = 0; way < LONGEST_WAY && !level.isEmpty(); way++) {
      Set<Holder.Userset> next = new LinkedHashSet<>();
      for (Holder.Userset wanted : level) {
        if (seen.size() == MOST_OBJECTS) {
          return false;
        }
        if (seen.add(wanted) && isFound(wanted, names, next)) {
          return true;
        }
      }
      level = next;
    }
    return false;
  }

  /** Whether one of the names has it; if not, {@code next} gets those through whom it may. */
  private boolean isFound(Holder.Userset wanted, List<String> names, Set<Holder.Userset> next) {
    ObjectName object = wanted.object();
    Set<String> giving = inclusions.giving(object.type(), wanted.relation());
    for (Relation one : relations.of(object.type(), object.id(), names)) {
      if (giving.contains(one.name())) {
        if (names.contains(one.holder())) {
          return true;
        }
        userset(one.holder()).ifPresent(next::add);
      }
    }
    return false;
  }

  private Optional<Holder.Userset> userset(String holder) {
    return Holder.parse(holder, inclusions::ids)
        .filter(Holder.Userset.class::isInstance)
        .map(Holder.Userset.class::cast);
  }
}
