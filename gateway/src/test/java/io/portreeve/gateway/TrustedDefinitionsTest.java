package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.Look;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.PinState;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedDefinitionsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final PinName READ = new PinName("files", "tool", "read");
  private static final PinName WRITE = new PinName("files", "tool", "write");

  private TrustedDefinitions.Before before = TrustedDefinitions.Before.NOTHING;
  private final List<Runnable> soon = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final Store store;
  private final TrustedDefinitions sightings;

  TrustedDefinitionsTest(@TempDir Path directory) {
    store = SqliteStore.open(DataDirectory.open(directory), SqliteOptions.defaults());
    sightings =
        new TrustedDefinitions(
            store.pins(), _ -> before, soon::add, (level, line) -> lines.add(level + " " + line));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatIsTrustedOfANewServer_isToldAsANumber_andAlarmsNobody() {
    trust(READ, "{}", NOW);
    trust(WRITE, "{}", NOW.plusMillis(1));
    tell();

    assertThat(lines)
        .containsExactly(
            "INFO server files: 2 definitions were seen for the first time, and trusted as"
                + " pinning.first-seen has it");
  }

  /** A store that was lost trusts everything again: nobody must miss it. */
  @Test
  void whatIsTrustedOfAServerThatWasKnown_isAWarning() {
    before = TrustedDefinitions.Before.DEFINITIONS;
    trust(READ, "{}", NOW);
    tell();
    before = TrustedDefinitions.Before.LOST_STORE;
    trust(WRITE, "{}", NOW);
    tell();

    assertThat(lines)
        .satisfiesExactly(
            line -> assertThat(line).startsWith("WARNING server files: 1 definition was"),
            line -> assertThat(line).startsWith("WARNING").contains("the store was lost"));
  }

  @Test
  void whatIsKnown_andWhatIsNotTrusted_isNotTold() {
    trust(READ, "{}", NOW);
    tell();
    trust(READ, "{}", NOW.plusSeconds(1));
    trust(READ, "{\"other\":1}", NOW.plusSeconds(2));
    assertThat(sightings.sight(Map.of(WRITE, "{}"), look(NOW.plusSeconds(3)))).hasSize(1);

    assertThat(soon).isEmpty();
    assertThat(lines).hasSize(1);
    assertThat(sightings.version(WRITE, Digest.sha256("{}")))
        .hasValueSatisfying(pin -> assertThat(pin.state()).isEqualTo(PinState.PENDING));
  }

  private void trust(PinName name, String canonical, Instant at) {
    assertThat(sightings.trustFirst(Map.of(name, canonical), "first sight", look(at))).hasSize(1);
  }

  private static Look look(Instant at) {
    return new Look("anna", at);
  }

  private void tell() {
    soon.forEach(Runnable::run);
    soon.clear();
  }
}
