package io.portreeve.gateway.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Brings a database to the schema that this build knows, or refuses it unchanged. Of several nodes
 * that start at once one does it, and the others wait for that.
 *
 * <p>The numbers are those of the embedded store's migrations. All that is missing is done in one
 * transaction. A migration only adds: nodes of the version before it go on working meanwhile and
 * afterwards.
 */
final class PostgresSchema {
  /** The number of the newest migration. */
  static final int NEWEST = 12;

  /** In their order; the first makes all that there was when the first node could share a store. */
  static final List<String> MIGRATIONS = List.of("V11__first.sql", "V12__secrets_of_keys.sql");

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** A process that has just begun has much else to do. */
  static final Duration FIRST_CONNECTION = Duration.ofSeconds(10);

  private static final long LOCK = 0x706f7274_00000000L;

  /** A look into the catalogue, since names are remembered: also that there was none of this. */
  private static final String IS_THERE =
      "SELECT EXISTS (SELECT 1 FROM pg_class"
          + " WHERE relname = 'schema_version' AND pg_table_is_visible(oid))";

  private PostgresSchema() {}

  /** Gives whether there was nothing before. */
  static boolean migrate(PostgresSource source) throws SQLException {
    try (Session session = source.open(FIRST_CONNECTION, PATIENCE)) {
      int found = version(session);
      if (found < NEWEST) {
        found = migrate(session, NEWEST);
      }
      if (found > NEWEST) {
        throw new StoreUnavailable(
            "the database was written by a newer version (its schema is %d, this build knows %d): start that version again, or restore a backup"
                .formatted(found, NEWEST));
      }
      return found == 0;
    }
  }

  /** Gives what was found once nobody else could change it; 0 if there was nothing. */
  static int migrate(Session session, int target) throws SQLException {
    Connection connection = session.connection();
    connection.setAutoCommit(false);
    var _ = session.one("SELECT pg_advisory_xact_lock(?)", _ -> true, LOCK);
    int found = version(session);
    for (String script : MIGRATIONS) {
      int number = number(script);
      if (number > found && number <= target) {
        session.execute(text(script));
        int noted =
            session.update("INSERT INTO schema_version (version, at) VALUES (?, now())", number);
        assert noted == 1;
      }
    }
    connection.commit();
    connection.setAutoCommit(true);
    return found;
  }

  static int version(Session session) throws SQLException {
    boolean there = session.one(IS_THERE, row -> row.getBoolean(1)).orElseThrow();
    return there
        ? session
            .one("SELECT coalesce(max(version), 0) FROM schema_version", row -> row.getInt(1))
            .orElseThrow()
        : 0;
  }

  static int number(String script) {
    return Integer.parseInt(script.substring(1, script.indexOf("__")));
  }

  private static String text(String script) throws SQLException {
    try (InputStream in = PostgresSchema.class.getResourceAsStream("/db/postgres/" + script)) {
      if (in == null) {
        throw new SQLException("this build lacks " + script);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new SQLException("this build's " + script + " cannot be read", e);
    }
  }
}
