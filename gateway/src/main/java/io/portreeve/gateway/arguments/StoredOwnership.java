package io.portreeve.gateway.arguments;

import io.portreeve.controls.insecureinput.Ownership;
import io.portreeve.gateway.store.Relations;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.guard.Principal;

/** Whose object is whose, by the relations of the store; a store that is down owns nothing. */
public final class StoredOwnership implements Ownership {
  private final Relations relations;

  public StoredOwnership(Relations relations) {
    this.relations = relations;
  }

  @Override
  public boolean owns(Principal principal, String object, String id) {
    try {
      return relations.holds(object, id, principal.id());
    } catch (StoreUnavailable down) {
      return false;
    }
  }
}
