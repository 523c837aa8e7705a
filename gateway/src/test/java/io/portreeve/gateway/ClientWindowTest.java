package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.audit.AuditEntry;
import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.config.Configurations;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.store.Look;
import io.portreeve.gateway.store.PinName;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two windows of one client start the same profile at once. */
class ClientWindowTest {
  private static final ManualClock CLOCK = ManualClock.atNewYear();
  private static final PinName TOOL = new PinName("one", "tool", "read");

  @TempDir private Path data = Path.of("");

  private Vault open(boolean windows) throws StartFault {
    String only = windows ? "authentication: {stdio: {only: true}, api-keys: false}\n" : "";
    return Vault.open(
        Configurations.of("data: " + data + "\n" + only + "servers: {one: {command: [x]}}"),
        new SecretSource(_ -> Optional.empty()),
        CLOCK);
  }

  private static void note(Vault vault, String event) throws Exception {
    vault.journal().append(AuditEntry.event(event, JsonObject.empty())).await();
  }

  private List<String> events(String directory) throws Exception {
    Path log = AuditJournal.directoryIn(data.resolve(directory));
    return new AuditReader(log)
        .last(99, AuditFilter.all()).stream()
            .flatMap(record -> record.fields().string("event").stream())
            .toList();
  }

  @Test
  void secondWindow_sharesWhatWasDecided_andWritesALogOfItsOwn() throws Exception {
    try (Vault first = open(true);
        Vault second = open(true)) {
      var _ =
          first
              .store()
              .pins()
              .trustFirst(Map.of(TOOL, "{}"), "ann", new Look("a", CLOCK.instant()));
      note(first, "of-the-first");
      note(second, "of-the-second");

      assertThat(second.store().pins().approved(TOOL)).isPresent();
    }
    assertThat(events("")).contains("of-the-first").doesNotContain("of-the-second");
    assertThat(events("window-2")).contains("of-the-second").doesNotContain("of-the-first");

    try (Vault next = open(true)) {
      note(next, "of-the-next");
    }
    assertThat(events("")).contains("of-the-next");
  }

  @Test
  void logsOfFurtherWindows_areFoundInTheirOrder_andNothingElseIs() throws IOException {
    for (String name : List.of("window-10", "window-2", "window-1", "window-x", "window-2.old")) {
      Files.createDirectories(AuditJournal.directoryIn(data.resolve(name)));
    }
    Files.createDirectories(data.resolve("window-3"));

    assertThat(ClientWindow.logs(data))
        .containsExactly(
            AuditJournal.directoryIn(data.resolve("window-2")),
            AuditJournal.directoryIn(data.resolve("window-10")));
  }

  /** Each log has a witness of its own in the store: neither is taken for the other set back. */
  @Test
  void logOfAWindow_isTakenUpAgain_asAWholeOne() throws Exception {
    for (int round = 0; round < 2; round++) {
      try (Vault first = open(true);
          Vault second = open(true)) {
        note(first, "one");
        note(second, "two");
      }
    }

    assertThat(events("window-2")).filteredOn("two"::equals).hasSize(2);
    assertThat(events("window-2")).doesNotContain("records-lost", "resumed");
  }

  @Test
  void whereOneMayCome_theSecondIsRefused_andToldWhatToDo() throws Exception {
    try (Vault _ = open(false)) {
      assertThatThrownBy(() -> open(false))
          .isInstanceOf(StartFault.class)
          .hasMessageContaining("open already");
    }
  }
}
