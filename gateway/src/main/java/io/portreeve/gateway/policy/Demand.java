package io.portreeve.gateway.policy;

import io.portreeve.gateway.config.ObjectSettings;
import io.portreeve.gateway.relations.ObjectName;
import io.portreeve.gateway.relations.Related;
import io.portreeve.guard.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a rule demands of the principal: a relation to every object of some types that a use names.
 * A use that names none of a type fulfils nothing.
 */
record Demand(List<OfType> types, Related related) {
  /** How it stands with a demand. */
  enum Standing {
    FULFILLED,
    /** It depends on arguments that are not known yet. */
    LATER,
    /** The use names no object of a type that is demanded, or something that is no id. */
    NO_OBJECT,
    /** The principal is not to one of the objects what he must be. */
    NOT_RELATED,
    /** The relations cannot be asked. */
    ERROR
  }

  /** One type, and what the principal must be. */
  record OfType(NamedObjects named, String relation) {}

  /** The demand of a rule; nothing is demanded without objects. */
  static Demand of(
      Map<String, String> objects, Map<String, ObjectSettings> types, Related related) {
    List<OfType> demanded = new ArrayList<>();
    objects.forEach((type, relation) -> demanded.add(of(type, relation, types)));
    return new Demand(List.copyOf(demanded), related);
  }

  private static OfType of(String type, String relation, Map<String, ObjectSettings> types) {
    ObjectSettings settings =
        Optional.ofNullable(types.get(type))
            .orElseThrow(() -> new IllegalArgumentException("no type of object: " + type));
    return new OfType(NamedObjects.of(type, settings), relation);
  }

  boolean isNone() {
    return types.isEmpty();
  }

  Standing listed(Facts facts) {
    return all(facts, one -> one.named().listed(facts.subject()));
  }

  Standing used(Facts facts) {
    return all(facts, one -> one.named().used(facts.subject(), facts.arguments()));
  }

  private interface Finding {
    Named of(OfType type);
  }

  /** The worst of all; nothing that is fulfilled makes up for another. */
  private Standing all(Facts facts, Finding finding) {
    Standing worst = Standing.FULFILLED;
    for (OfType type : types) {
      Standing one = standing(facts.exchange().principal(), type, finding.of(type));
      worst = one.compareTo(worst) > 0 ? one : worst;
    }
    return worst;
  }

  private Standing standing(Principal principal, OfType type, Named named) {
    return switch (named) {
      case Named.Later _ -> Standing.LATER;
      case Named.Unreadable _ -> Standing.NO_OBJECT;
      case Named.These(var objects) when objects.isEmpty() -> Standing.NO_OBJECT;
      case Named.These(var objects) -> standing(principal, type.relation(), objects);
    };
  }

  private Standing standing(Principal principal, String relation, Iterable<ObjectName> objects) {
    try {
      for (ObjectName object : objects) {
        if (!related.holds(principal, object, relation)) {
          return Standing.NOT_RELATED;
        }
      }
      return Standing.FULFILLED;
    } catch (RuntimeException down) {
      return Standing.ERROR;
    }
  }
}
