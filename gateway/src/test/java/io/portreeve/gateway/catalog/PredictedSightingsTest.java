package io.portreeve.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.Look;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.PinState;
import io.portreeve.gateway.store.Pins;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is predicted is what the store does answer, whatever happened before. */
class PredictedSightingsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Look LOOK = new Look("anna", NOW);
  private static final PinName NAME = new PinName("files", "tool", "read");
  private static final String ONE = "{\"name\":\"read\",\"v\":1}";
  private static final String TWO = "{\"name\":\"read\",\"v\":2}";
  private static final String THREE = "{\"name\":\"read\",\"v\":3}";

  @TempDir private Path directory = Path.of("");

  private int stores;

  @Test
  void everyHistory_predictsWhatTheStoreThenAnswers() {
    List<Consumer<Pins>> histories =
        List.of(
            _ -> {},
            pins -> {
              var _ = sight(pins, ONE);
            },
            pins -> {
              var _ = trust(pins, ONE);
            },
            pins -> {
              var _ = sight(pins, ONE);
              approve(pins, ONE);
            },
            pins -> {
              var _ = trust(pins, ONE);
              var _ = sight(pins, TWO);
            },
            pins -> {
              var _ = trust(pins, ONE);
              var _ = sight(pins, TWO);
              approve(pins, TWO);
            },
            pins -> {
              var _ = sight(pins, ONE);
              quarantine(pins, ONE);
            });

    for (Consumer<Pins> history : histories) {
      for (String shown : List.of(ONE, TWO, THREE)) {
        holds(history, shown);
      }
    }
  }

  private void holds(Consumer<Pins> history, String shown) {
    try (Store sighting = open();
        Store trusting = open()) {
      history.accept(sighting.pins());
      history.accept(trusting.pins());
      PredictedSightings predicted = new PredictedSightings(sighting.pins()::versions);
      List<Pin> before = sighting.pins().of("files");
      PinState sighted = state(predicted.sight(Map.of(NAME, shown), LOOK));
      PinState trusted = state(predicted.trustFirst(Map.of(NAME, shown), "us", LOOK));

      assertThat(sighting.pins().of("files")).isEqualTo(before);
      assertThat(sighted).isEqualTo(sight(sighting.pins(), shown));
      assertThat(trusted).isEqualTo(trust(trusting.pins(), shown));
    }
  }

  private static PinState sight(Pins pins, String shown) {
    return state(pins.sight(Map.of(NAME, shown), LOOK));
  }

  private static PinState trust(Pins pins, String shown) {
    return state(pins.trustFirst(Map.of(NAME, shown), "us", LOOK));
  }

  private static PinState state(Map<PinName, Pin> answer) {
    return Objects.requireNonNull(answer.get(NAME)).state();
  }

  private static void approve(Pins pins, String version) {
    assertThat(pins.approve(NAME, Digest.sha256(version), "ann", NOW)).isPresent();
  }

  private static void quarantine(Pins pins, String version) {
    assertThat(pins.quarantine(NAME, Digest.sha256(version), "ann", NOW)).isPresent();
  }

  private Store open() {
    stores++;
    return SqliteStore.open(
        DataDirectory.open(directory.resolve("data-" + stores)), SqliteOptions.defaults());
  }
}
