package io.portreeve.agent.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memories in a data directory, used by processes that know nothing of each other. */
class TwoProcessesTest {
  @TempDir Path path;

  @BeforeEach
  void makeStore() {
    SqliteStore.open(DataDirectory.open(path.resolve("data")), SqliteOptions.defaults()).close();
  }

  private Recollection recalled() throws IOException {
    DataDirectory data = DataDirectory.open(path.resolve("data"));
    try (SqliteStore store = SqliteStore.open(data, SqliteOptions.defaults())) {
      return Writer.memory(data, store).recall();
    }
  }

  @Test
  void whatAProcessKept_isRemembered_wheneverItIsKilled() throws Exception {
    Process writer = Writer.start(path.resolve("data"), "entry ", Integer.MAX_VALUE);
    List<String> kept = new ArrayList<>();
    try (BufferedReader out = writer.inputReader()) {
      while (kept.size() < 5) {
        kept.add(out.readLine());
      }
      var _ = writer.toHandle().destroyForcibly();
      out.lines().forEach(kept::add);
    }
    assertThat(writer.waitFor()).isNotZero();

    Recollection all = recalled();

    assertThat(all.isWhole()).isTrue();
    assertThat(Desk.texts(all.entries())).startsWith(kept.toArray(String[]::new));
  }

  @Test
  void twoProcesses_rememberInOneConversation_andNeitherLosesAnything() throws Exception {
    Process one = Writer.start(path.resolve("data"), "one ", 8);
    Process other = Writer.start(path.resolve("data"), "other ", 8);

    assertThat(one.waitFor()).isZero();
    assertThat(other.waitFor()).isZero();

    Recollection all = recalled();
    assertThat(all.isWhole()).isTrue();
    assertThat(Desk.texts(all.entries())).hasSize(16).contains("one 0", "one 7", "other 0");
  }
}
