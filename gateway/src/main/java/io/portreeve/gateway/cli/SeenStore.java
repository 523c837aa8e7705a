package io.portreeve.gateway.cli;

import io.portreeve.gateway.DurableState;
import io.portreeve.gateway.keys.KeyMark;
import io.portreeve.gateway.keys.OwnSecrets;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.Settings;
import io.portreeve.gateway.store.Store;

/**
 * A store that was made, for whoever only looks: whatever its keys were made under, and without a
 * data directory where this machine has none.
 */
record SeenStore(DurableState state, Store store) implements AutoCloseable {
  /** To be asked for where {@link DurableState#isMade}. */
  static SeenStore of(DurableState state) {
    return new SeenStore(state, state.madeStore());
  }

  /** The settings in it that are those of the node of this machine alone. */
  Settings ofThisNode() {
    return state.ofThisNode(store);
  }

  void refuseIfOfOtherKeys() {
    OwnSecrets keys =
        state.keysAreDerived()
            ? state.sharedKeys()
            : state.keys(DataDirectory.open(state.configuration().data()));
    KeyMark.refuseIfOther(store.settings(), keys);
  }

  @Override
  public void close() {
    store.close();
  }
}
