package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.audit.JournalParts;
import io.portreeve.gateway.audit.JournalSettings;
import io.portreeve.gateway.audit.SigningKey;
import io.portreeve.gateway.audit.Witness;
import io.portreeve.gateway.store.ApiKeyRecord;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.Look;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import io.portreeve.testkit.ManualClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedActsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final PinName READ = new PinName("files", "tool", "read");

  private final Path directory;
  private final DataDirectory data;
  private final Store store;
  private final List<String> lines = new ArrayList<>();
  private final ManualClock clock = ManualClock.atNewYear();
  private final StoreWatch watch =
      new StoreWatch("the store", clock, (level, text) -> lines.add(level + " " + text));

  RecordedActsTest(@TempDir Path directory) {
    this.directory = directory;
    data = DataDirectory.open(directory);
    store = SqliteStore.open(data, SqliteOptions.defaults());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatWasDoneWhileNoGatewayRan_isRecordedAtTheStart_inItsOrder() throws Exception {
    actOnKeyAndPin();

    runAGateway();

    assertThat(recorded())
        .satisfiesExactly(
            key -> assertThat(key).contains("key-created", "k1", "anna", "desk", "user:", "done:"),
            revoked -> assertThat(revoked).contains("key-revoked", "k1", "anna"),
            approved ->
                assertThat(approved)
                    .contains("pin-approved", "files", "tool", "read", "alice")
                    .contains(Digest.sha256("{}").hex()),
            refused -> assertThat(refused).contains("pin-refused", "bob"));
  }

  @Test
  void whatIsRecorded_isRecordedOnce() throws Exception {
    actOnKeyAndPin();
    runAGateway();
    runAGateway();

    assertThat(recorded()).hasSize(4);
    assertThat(store.acts().waiting(10)).isEmpty();
  }

  @Test
  void whatIsDoneBesideAGateway_isRecordedAtItsEndAtTheLatest() throws Exception {
    try (AuditJournal journal = journal();
        RecordedActs _ = new RecordedActs(store.acts(), journal, watch)) {
      actOnKeyAndPin();
    }

    assertThat(recorded()).hasSize(4);
  }

  /** A lost store was a line each time that it was looked at. */
  @Test
  void storeThatCannotBeAsked_isToldOnce_andSoIsItsReturn() throws Exception {
    try (AuditJournal journal = journal();
        RecordedActs _ = new RecordedActs(store.acts(), journal, watch)) {
      store.close();
      new RecordedActs(store.acts(), journal, watch).close();
      new RecordedActs(store.acts(), journal, watch).close();
      try (Store again = SqliteStore.open(data, SqliteOptions.defaults())) {
        new RecordedActs(again.acts(), journal, watch).close();
      }
    }

    assertThat(lines)
        .startsWith(
            "WARNING asking the store fails: the store is closed; what needs it is refused meanwhile",
            "INFO asking the store answers again");
  }

  /** Nobody decided it: the configuration trusts what is new, and a change waits by itself. */
  @Test
  void whatNobodyDecided_isNoAct() {
    var _ = store.pins().trustFirst(Map.of(READ, "{}"), "first sight", new Look("anna", NOON));
    var _ = store.pins().sight(Map.of(READ, "{\"a\":1}"), new Look("anna", NOON));

    assertThat(store.acts().waiting(10)).isEmpty();
    assertThat(store.apiKeys().revoke("nobody's", NOON)).isFalse();
    assertThat(store.pins().approve(READ, Digest.sha256("x"), "alice", NOON)).isEmpty();
    assertThat(store.acts().waiting(10)).isEmpty();
  }

  @Test
  void whoDidSomethingWithAKey_isOnRecord_whereThatIsSaid() {
    ApiKeyRecord key =
        new ApiKeyRecord(
            "k9",
            "anna",
            Optional.empty(),
            Set.of(),
            Map.of(),
            Digest.sha256("x"),
            NOON,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(store.apiKeys().by("corp/olga").add(key)).isTrue();
    assertThat(store.apiKeys().by("corp/carl").revoke("k9", NOON)).isTrue();

    assertThat(store.acts().waiting(10))
        .extracting(act -> act.event() + " " + act.fields().string("by").orElse(""))
        .containsExactly("key-created corp/olga", "key-revoked corp/carl");
  }

  private void actOnKeyAndPin() {
    var key =
        new ApiKeyRecord(
            "k1",
            "anna",
            Optional.of("desk"),
            Set.of(),
            Map.of(),
            Digest.sha256("key"),
            NOON,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(store.apiKeys().add(key)).isTrue();
    assertThat(store.apiKeys().add(key)).isFalse();
    assertThat(store.apiKeys().revoke("k1", NOON)).isTrue();
    var _ = store.pins().sight(Map.of(READ, "{}"), new Look("anna", NOON));
    assertThat(store.pins().approve(READ, Digest.sha256("{}"), "alice", NOON)).isPresent();
    assertThat(store.pins().quarantine(READ, Digest.sha256("{}"), "bob", NOON)).isPresent();
  }

  private void runAGateway() throws Exception {
    try (AuditJournal journal = journal()) {
      new RecordedActs(store.acts(), journal, watch).close();
    }
  }

  private AuditJournal journal() throws Exception {
    JournalSettings settings = JournalSettings.of(JournalSettings.Durability.PROCESS);
    SigningKey key = SigningKey.in(data, new SecureRandom());
    return AuditJournal.open(data, new JournalParts(key, settings, () -> NOON, Witness.none()));
  }

  private List<String> recorded() throws Exception {
    List<AuditRecord> all =
        new AuditReader(AuditJournal.directoryIn(directory)).last(100, AuditFilter.all());
    return all.stream()
        .filter(record -> record.fields().has("act"))
        .map(record -> record.fields().toString().replace("\":\"", ":"))
        .toList();
  }
}
