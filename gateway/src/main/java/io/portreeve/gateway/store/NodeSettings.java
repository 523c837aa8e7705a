package io.portreeve.gateway.store;

import java.util.List;
import java.util.Optional;

/**
 * The settings of one node among those that all nodes share: no other node sees or changes them.
 */
public final class NodeSettings implements Settings {
  private final Settings all;
  private final String prefix;

  /** Those of the node of this name. */
  public NodeSettings(Settings all, String node) {
    this.all = all;
    this.prefix = prefix(node);
  }

  /** How the names of a node's settings begin. */
  public static String prefix(String node) {
    return "node/" + node + "/";
  }

  @Override
  public Optional<byte[]> get(String name) {
    return all.get(prefix + name);
  }

  @Override
  public List<String> names(String beginning) {
    return all.names(prefix + beginning).stream()
        .map(name -> name.substring(prefix.length()))
        .toList();
  }

  @Override
  public void put(String name, byte[] value) {
    all.put(prefix + name, value);
  }

  @Override
  public byte[] putIfAbsent(String name, byte[] value) {
    return all.putIfAbsent(prefix + name, value);
  }

  @Override
  public boolean replace(String name, byte[] value) {
    return all.replace(prefix + name, value);
  }

  @Override
  public Optional<byte[]> remove(String name) {
    return all.remove(prefix + name);
  }
}
