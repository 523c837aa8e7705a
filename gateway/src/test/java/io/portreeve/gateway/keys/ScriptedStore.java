package io.portreeve.gateway.keys;

import io.portreeve.gateway.store.Acceptances;
import io.portreeve.gateway.store.Acts;
import io.portreeve.gateway.store.ApiKeys;
import io.portreeve.gateway.store.Approvals;
import io.portreeve.gateway.store.MemorySignatures;
import io.portreeve.gateway.store.Pins;
import io.portreeve.gateway.store.Relations;
import io.portreeve.gateway.store.Settings;
import io.portreeve.gateway.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store that has scripted keys and settings in a map, and nothing else. */
record ScriptedStore(ApiKeys apiKeys, Map<String, byte[]> values) implements Store {
  ScriptedStore(ApiKeys apiKeys) {
    this(apiKeys, new HashMap<>());
  }

  @Override
  public Pins pins() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Relations relations() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Settings settings() {
    return new MapSettings(values);
  }

  @Override
  public Acts acts() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Acceptances acceptances() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Approvals approvals() {
    throw new UnsupportedOperationException();
  }

  @Override
  public MemorySignatures memorySignatures() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}

  private record MapSettings(Map<String, byte[]> values) implements Settings {
    @Override
    public Optional<byte[]> get(String name) {
      return Optional.ofNullable(values.get(name));
    }

    @Override
    public List<String> names(String prefix) {
      return values.keySet().stream().filter(name -> name.startsWith(prefix)).sorted().toList();
    }

    @Override
    public void put(String name, byte[] value) {
      values.put(name, value);
    }

    @Override
    public byte[] putIfAbsent(String name, byte[] value) {
      return values.computeIfAbsent(name, _ -> value);
    }

    @Override
    public boolean replace(String name, byte[] value) {
      return values.replace(name, value) != null;
    }

    @Override
    public Optional<byte[]> remove(String name) {
      return Optional.ofNullable(values.remove(name));
    }
  }
}
