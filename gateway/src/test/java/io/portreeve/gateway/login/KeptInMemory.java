package io.portreeve.gateway.login;

import io.portreeve.gateway.store.Settings;
import io.portreeve.gateway.store.StoreUnavailable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Settings that a test can look into. */
final class KeptInMemory implements Settings {
  final Map<String, byte[]> values = new ConcurrentHashMap<>();

  /** Whether nothing can be read. */
  volatile boolean isDown;

  /** What another process does just before something is written. */
  volatile Runnable beforeWrite = () -> {};

  @Override
  public Optional<byte[]> get(String name) {
    if (isDown) {
      throw new StoreUnavailable("down");
    }
    return Optional.ofNullable(values.get(name));
  }

  @Override
  public List<String> names(String prefix) {
    return values.keySet().stream().filter(name -> name.startsWith(prefix)).sorted().toList();
  }

  @Override
  public void put(String name, byte[] value) {
    beforeWrite.run();
    values.put(name, value);
  }

  @Override
  public byte[] putIfAbsent(String name, byte[] value) {
    byte[] there = values.putIfAbsent(name, value);
    return there == null ? value : there;
  }

  @Override
  public boolean replace(String name, byte[] value) {
    beforeWrite.run();
    return values.replace(name, value) != null;
  }

  @Override
  public Optional<byte[]> remove(String name) {
    return Optional.ofNullable(values.remove(name));
  }

  /** All that lies there, names and values. */
  String text() {
    return values.entrySet().stream()
        .map(it -> it.getKey() + "=" + new String(it.getValue(), StandardCharsets.ISO_8859_1))
        .collect(Collectors.joining("\n"));
  }
}
