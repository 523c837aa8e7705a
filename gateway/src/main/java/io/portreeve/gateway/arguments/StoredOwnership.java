package io.portreeve.gateway.arguments;

import io.portreeve.controls.insecureinput.Ownership;
import io.portreeve.gateway.relations.Claims;
import io.portreeve.gateway.relations.Inclusions;
import io.portreeve.gateway.relations.ObjectName;
import io.portreeve.gateway.relations.Related;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.guard.Principal;

/**
 * Whose object is whose: its owner's, by himself or by a role or group of his; if that cannot be
 * asked, nobody's.
 */
public final class StoredOwnership implements Ownership {
  private final Inclusions inclusions;
  private final Related related;

  public StoredOwnership(Inclusions inclusions, Related related) {
    this.inclusions = inclusions;
    this.related = related;
  }

  @Override
  public boolean owns(Principal principal, String object, String id) {
    try {
      return ObjectName.of(object, inclusions.ids(object), id)
          .filter(name -> related.holds(principal, name, Claims.OWNER))
          .isPresent();
    } catch (StoreUnavailable down) {
      return false;
    }
  }
}
