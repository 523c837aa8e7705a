package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.keys.KeyCheck;
import io.portreeve.gateway.keys.KeyRequest;
import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import io.portreeve.testkit.ManualClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator hears where it cannot be written when a key was used. */
class KeyUsesTest {
  private final ManualClock clock = ManualClock.atNewYear();
  private final List<String> lines = new ArrayList<>();
  private final StoreWatch watch =
      new StoreWatch("the store", clock, (level, text) -> lines.add(level + " " + text));

  @TempDir private Path directory = Path.of("");

  private Store open() {
    return SqliteStore.open(DataDirectory.open(directory), SqliteOptions.defaults());
  }

  /** One of whose keys was used since. */
  private KeyRing used(Store store) {
    KeyRing keys =
        KeyRing.open(
            store, Secret.ofText("0123456789abcdef0123456789abcdef"), clock, new SecureRandom());
    String key =
        keys.create(new KeyRequest("anna", Set.of(), Map.of(), Optional.empty()))
            .text()
            .revealText();
    assertThat(keys.check(key)).isInstanceOf(KeyCheck.Accepted.class);
    return keys;
  }

  @Test
  void storeThatKeepsNothing_isToldAsSuch_untilItDoes() {
    try (Store store = open()) {
      KeyRing keys = used(store);
      store.close();
      new KeyUses(keys, watch).close();
    }

    watch.answered();
    assertThat(lines).singleElement().asString().startsWith("WARNING writing in the store fails");

    try (Store again = open()) {
      new KeyUses(used(again), watch).close();
    }
    assertThat(lines).last().isEqualTo("INFO writing in the store answers again");
  }
}
