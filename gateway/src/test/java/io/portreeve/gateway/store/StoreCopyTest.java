package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.store.StoreCopy.Copied;
import io.portreeve.mcp.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a node kept for itself, in a database that others share. */
@NeedsPostgres
@Timeout(120)
class StoreCopyTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final ApiKeyRecord KEY =
      new ApiKeyRecord(
          "4fQ2c8Wk1mZp",
          "änne",
          Optional.of("corp/desk"),
          Set.of("dev", "ops"),
          Map.of("host", "laptop"),
          Digest.sha256("key"),
          NOW,
          Optional.of(NOW.plusSeconds(60)),
          Optional.empty(),
          Optional.empty(),
          Optional.of(Digest.sha256("secret")));
  private static final StoreCopy.Progress QUIET = (_, _) -> {};

  private final PostgresServer.Database database = PostgresServer.shared().database();
  private final DataDirectory data;

  StoreCopyTest(@TempDir Path directory) {
    this.data = DataDirectory.open(directory.resolve("data"));
  }

  private List<Copied> copy() {
    return StoreCopy.run(data, database.options(), UnaryOperator.identity(), QUIET);
  }

  private void fill() {
    try (Store here = SqliteStore.open(data, SqliteOptions.defaults())) {
      assertThat(here.apiKeys().add(KEY)).isTrue();
      assertThat(here.apiKeys().revoke(KEY.id(), NOW)).isTrue();
      here.settings().put("audit-head", new byte[] {0, 1, (byte) 255});
      here.settings().put("else", new byte[0]);
      here.acts().note("pin-approved", JsonObject.empty().with("name", "read"), NOW);
    }
  }

  @Test
  void allThatANodeKept_isThere_asItWas_andItsFileIsNotTouched() {
    fill();
    List<Act> acts;
    try (Store here = SqliteStore.open(data, SqliteOptions.defaults())) {
      acts = here.acts().waiting(10);
    }

    List<Copied> copied = copy();

    assertThat(copied)
        .filteredOn(one -> one.table().equals("api_key"))
        .first()
        .extracting(Copied::rows)
        .isEqualTo(1L);
    try (Store there = database.open();
        Store here = SqliteStore.open(data, SqliteOptions.defaults())) {
      assertThat(there.apiKeys().list()).isEqualTo(here.apiKeys().list()).hasSize(1);
      assertThat(there.settings().get("audit-head").orElseThrow()).containsExactly(0, 1, 255);
      assertThat(there.settings().get("else").orElseThrow()).isEmpty();
      assertThat(there.acts().waiting(10)).isEqualTo(acts);
    }
  }

  /** What it wrote would stay behind in the file, and it would believe that it was done. */
  @Test
  void commandThatWritesInTheFileMeanwhile_isTold_thatItCannot() {
    fill();
    List<String> lost = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    SqliteOptions hasty =
        new SqliteOptions(
            SqliteOptions.Durability.PROCESS_KILL, 1, 1024, 256, Duration.ofMillis(50));
    try (Store command = SqliteStore.open(data, hasty)) {
      for (int i = 0; i < 1000; i++) {
        command.settings().put("setting " + i, new byte[] {1});
      }

      var _ =
          StoreCopy.run(
              data,
              database.options(),
              UnaryOperator.identity(),
              (table, rows) -> {
                try {
                  var _ = command.apiKeys().expire(KEY.id(), NOW);
                  lost.add(table + " after " + rows);
                } catch (StoreUnavailable locked) {
                  refused.add(table + " after " + rows);
                }
              });

      assertThat(lost).isEmpty();
      assertThat(refused).containsExactly("setting after 1000");
      assertThat(command.apiKeys().expire(KEY.id(), NOW)).isTrue();
    }
  }

  /** They are recorded by their numbers, also those that were recorded long ago. */
  @Test
  void actsThatFollow_haveNumbersThatNoneHadBefore() {
    fill();
    long last;
    try (Store here = SqliteStore.open(data, SqliteOptions.defaults())) {
      last = here.acts().waiting(10).getLast().number();
      here.acts().waiting(10).forEach(here.acts()::recorded);
    }
    var _ = copy();

    try (Store there = database.open()) {
      there.acts().note("pin-approved", JsonObject.empty(), NOW);
      assertThat(there.acts().waiting(10))
          .singleElement()
          .extracting(Act::number)
          .isEqualTo(last + 1);
    }
  }

  @Test
  void settingsOfANode_getTheNamesThatTheyHaveThere() {
    fill();

    var _ = StoreCopy.run(data, database.options(), name -> "node/a/" + name, QUIET);

    try (Store there = database.open()) {
      assertThat(there.settings().names("")).containsExactly("node/a/audit-head", "node/a/else");
    }
  }

  @Test
  void databaseThatIsNotEmpty_isRefused_andLeftAsItIs() {
    fill();
    try (Store there = database.open()) {
      there.settings().put("of another node", new byte[] {1});
    }

    assertThatThrownBy(this::copy)
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("`setting` has 1 rows");

    try (Store there = database.open()) {
      assertThat(there.apiKeys().list()).isEmpty();
      assertThat(there.settings().names("")).containsExactly("of another node");
    }
  }

  /** A trigger stands for whatever may come between: a value that is not what was sent. */
  @Test
  void whatIsNotThereAsItWasSent_isNoticed_andNothingIsCopied() {
    fill();
    database.open().close();
    database.execute(
        """
        CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN NEW.principal := 'mallory'; RETURN NEW; END $$;
        CREATE TRIGGER spoiled BEFORE INSERT ON api_key FOR EACH ROW EXECUTE FUNCTION spoil();
        """);

    assertThatThrownBy(this::copy)
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("is not what was read");

    try (Store there = database.open()) {
      assertThat(there.apiKeys().list()).isEmpty();
    }
  }
}
