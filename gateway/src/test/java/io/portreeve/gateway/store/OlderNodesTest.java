package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.store.PostgresServer.Database;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A migration only adds: nodes of a version before it go on with the same statements, which are
 * kept here for each schema that nodes ever shared.
 */
@NeedsPostgres
class OlderNodesTest {
  private final Database database = PostgresServer.shared().database();

  static Stream<Integer> versions() {
    return PostgresSchema.MIGRATIONS.stream().map(PostgresSchema::number);
  }

  private static List<String> statements(int version) throws IOException, URISyntaxException {
    String name = "statements-of-" + version + ".sql";
    Path file =
        Path.of(Objects.requireNonNull(OlderNodesTest.class.getResource(name), name).toURI());
    String text = Files.readString(file).replaceAll("(?m)^--.*\n", "");
    return Stream.of(text.split(";\n", -1)).map(String::strip).filter(it -> !it.isEmpty()).toList();
  }

  private void migrate(int version) throws SQLException {
    try (Session session = database.session()) {
      int _ = PostgresSchema.migrate(session, version);
      assertThat(PostgresSchema.version(session)).isEqualTo(version);
    }
  }

  private void goOn(int version) throws Exception {
    database.empty();
    try (Session session = database.session();
        Statement statement = session.connection().createStatement()) {
      for (String sql : statements(version)) {
        assertThat(hasEffect(statement, sql)).as(sql).isTrue();
      }
    }
  }

  private static boolean hasEffect(Statement statement, String sql) throws SQLException {
    if (statement.execute(sql)) {
      try (ResultSet rows = statement.getResultSet()) {
        return rows.next();
      }
    }
    // That nothing is superseded where only one version is there is what it is to find.
    return statement.getUpdateCount() > 0 || sql.contains("SUPERSEDED");
  }

  @ParameterizedTest
  @MethodSource("versions")
  void statementsOfEverySchema_doOnTheNewestWhatTheyDidOnTheirOwn(int version) throws Exception {
    migrate(version);
    goOn(version);

    migrate(PostgresSchema.NEWEST);

    goOn(version);
  }

  /** The law above finds what a node would trip over. */
  @Test
  void migrationThatTakesAColumnAway_isFound() throws Exception {
    migrate(11);
    database.execute("ALTER TABLE pin DROP COLUMN previous");

    assertThatThrownBy(() -> goOn(11)).isInstanceOf(SQLException.class);
  }

  @Test
  void migrationThatDemandsMoreThanOlderNodesSay_isFound() throws Exception {
    migrate(11);
    database.execute("ALTER TABLE act ADD COLUMN node TEXT NOT NULL");

    assertThatThrownBy(() -> goOn(11)).isInstanceOf(SQLException.class);
  }
}
