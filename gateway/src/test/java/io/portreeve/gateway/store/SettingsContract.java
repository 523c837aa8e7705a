package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link Settings} must do. */
abstract class SettingsContract implements StoreFixture {

  @Test
  void missingSetting_isAbsent() {
    assertThat(store().settings().get("a")).isEmpty();
    assertThat(store().settings().remove("a")).isEmpty();
  }

  @Test
  void everyByte_comesBack() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    store().settings().put("a", all);
    store().settings().put("empty", new byte[0]);
    assertThat(store().settings().get("a").orElseThrow()).isEqualTo(all);
    assertThat(store().settings().get("empty").orElseThrow()).isEmpty();
  }

  @Test
  void valuesOfABeginning_areThoseAndNoOthers_inTheOrderOfTheirNames() {
    store().settings().put("node/b", new byte[] {2});
    store().settings().put("node/a", new byte[] {1});
    store().settings().put("nodes", new byte[] {3});

    assertThat(store().settings().values("node/").keySet()).containsExactly("node/a", "node/b");
    assertThat(store().settings().values("node/").get("node/b")).containsExactly(2);
    assertThat(store().settings().values("none/")).isEmpty();
  }

  @Test
  void laterValue_replacesTheEarlier() {
    store().settings().put("a", new byte[] {1});
    store().settings().put("a", new byte[] {2});
    assertThat(store().settings().get("a").orElseThrow()).containsExactly(2);
    assertThat(store().settings().remove("a").orElseThrow()).containsExactly(2);
    assertThat(store().settings().get("a")).isEmpty();
  }

  @Test
  void valueThatIsThere_isReplaced_andOneThatIsNot_isNotSet() {
    store().settings().put("a", new byte[] {1});

    assertThat(store().settings().replace("a", new byte[] {2})).isTrue();
    assertThat(store().settings().replace("b", new byte[] {2})).isFalse();

    assertThat(store().settings().get("a").orElseThrow()).containsExactly(2);
    assertThat(store().settings().get("b")).isEmpty();
  }

  @Test
  void tooLargeValue_isRefused() {
    store().settings().put("a", new byte[Settings.MAX_BYTES]);
    assertThatThrownBy(() -> store().settings().put("a", new byte[Settings.MAX_BYTES + 1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store().settings().get("a").orElseThrow()).hasSize(Settings.MAX_BYTES);
  }

  @Test
  void manyThatPutIfAbsentAtOnce_allGetTheSameValue() throws Exception {
    List<Future<byte[]>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        byte[] mine = {(byte) i};
        answers.add(threads.submit(() -> store().settings().putIfAbsent("a", mine)));
      }
    }
    Set<Byte> values = new HashSet<>();
    for (Future<byte[]> answer : answers) {
      values.add(answer.get()[0]);
    }
    assertThat(values).containsExactly(store().settings().get("a").orElseThrow()[0]);
  }
}
