package io.portreeve.bench.growth;

import io.portreeve.gateway.keys.GeneratedSecret;
import io.portreeve.gateway.keys.KeyCheck;
import io.portreeve.gateway.keys.KeyRequest;
import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.Relation;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.guard.Principal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Those who call: each with a key, and a reader of the folder that bears his name. */
final class Callers implements AutoCloseable {
  private static final String ROLE = "staff";
  private static final int AT_ONCE = 64;

  private final SqliteStore store;
  private final KeyRing ring;
  private final List<String> names;
  private final List<String> keys;

  private Callers(SqliteStore store, KeyRing ring, List<String> names, List<String> keys) {
    this.store = store;
    this.ring = ring;
    this.names = names;
    this.keys = keys;
  }

  /** Makes so many in a data directory. */
  static Callers in(Path data, int count) {
    SecureRandom random = new SecureRandom();
    DataDirectory directory = DataDirectory.open(data);
    SqliteStore store = SqliteStore.open(directory, SqliteOptions.defaults());
    KeyRing ring =
        KeyRing.open(
            store,
            GeneratedSecret.in(directory, "key-pepper", random),
            InstantSource.system(),
            random);
    List<String> names = new ArrayList<>();
    List<Relation> relations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = "caller-" + i;
      names.add(name);
      relations.add(new Relation("folder", name, "reader", "principal:" + name, Instant.EPOCH));
    }
    int added = store.relations().addAll(relations);
    if (added != count) {
      throw new IllegalStateException("only " + added + " relations were added");
    }
    return new Callers(store, ring, names, keys(ring, names));
  }

  private static List<String> keys(KeyRing ring, List<String> names) {
    try (ExecutorService all = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<String>> made = new ArrayList<>();
      for (String name : names) {
        KeyRequest request = new KeyRequest(name, Set.of(ROLE), Map.of(), Optional.empty());
        made.add(all.submit(() -> ring.create(request).text().revealText()));
      }
      List<String> keys = new ArrayList<>();
      for (Future<String> one : made) {
        keys.add(one.get());
      }
      return keys;
    } catch (InterruptedException | ExecutionException failure) {
      throw new IllegalStateException("the keys were not made", failure);
    }
  }

  int count() {
    return names.size();
  }

  String name(int number) {
    return names.get(number % names.size());
  }

  Principal principal(int number) {
    return new Principal(name(number), Set.of(ROLE), Principal.Authentication.API_KEY);
  }

  /** What is said of the key of one, or of what nearly is one. */
  KeyCheck check(int number, String behind) {
    return ring.check(keys.get(number % keys.size()) + behind);
  }

  @Override
  public void close() {
    store.close();
  }
}
