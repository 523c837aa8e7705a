package io.portreeve.gateway.cli;

import io.portreeve.gateway.DurableState;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.keys.KeyMark;
import io.portreeve.gateway.keys.OwnSecrets;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.opening.Opened;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.Denial;
import io.portreeve.gateway.store.Settings;
import io.portreeve.gateway.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;

/** The store that a configuration names, open beside gateways that may be running. */
record OpenStore(DurableState state, DataDirectory data, Store store) implements AutoCloseable {
  /** For whoever does something with it, which takes the secret that belongs to it. */
  static OpenStore of(Configuration configuration, Terminal terminal) {
    DurableState state = state(configuration, terminal);
    DataDirectory data = DataDirectory.open(configuration.data());
    return new OpenStore(state, data, state.store(data)).ofItsKeys();
  }

  /** The same for a command that makes no store: where none was ever made, it ends. */
  static OpenStore existing(Configuration configuration, Terminal terminal) {
    Path data = configuration.data();
    Denial.refuseIfHidden(data);
    if (!state(configuration, terminal).mayExist() && !Files.isRegularFile(data)) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "there is no data at " + data + " yet",
          "it begins with the first `portreeve run`");
    }
    return of(configuration, terminal);
  }

  /**
   * A node with another secret than what the store's keys were made under does not start. A command
   * that went on there would show, and change, what belongs to others.
   */
  private OpenStore ofItsKeys() {
    try (Opened opened = new Opened()) {
      var _ = opened.with(this);
      refuseIfOfOtherKeys();
      return opened.complete(this);
    }
  }

  private void refuseIfOfOtherKeys() {
    KeyMark.refuseIfOther(store.settings(), keys());
  }

  static DurableState state(Configuration configuration, Terminal terminal) {
    return new DurableState(configuration, new SecretSource(terminal.environment()));
  }

  /** The secrets that go with it. */
  OwnSecrets keys() {
    return state.keys(data);
  }

  /** The settings in it that are those of the node of this machine alone. */
  Settings ofThisNode() {
    return state.ofThisNode(store);
  }

  @Override
  public void close() {
    store.close();
  }
}
