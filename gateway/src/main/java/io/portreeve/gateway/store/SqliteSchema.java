package io.portreeve.gateway.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a database to the schema that this build knows, or refuses it unchanged.
 *
 * <p>Each migration ends by writing its own number into {@code user_version}, in the same
 * transaction. A start that finds the newest number there is done: Flyway would take half a second
 * to say the same.
 */
final class SqliteSchema {
  /** The number of the newest migration in {@code db/migration}. */
  static final int NEWEST = 12;

  // Held, because java.util.logging forgets the level of a logger that nobody holds.
  private static final Logger FLYWAY_LOG = Logger.getLogger("org.flywaydb");

  private SqliteSchema() {}

  static void migrate(DataSource database) throws SQLException {
    int found = version(database);
    if (found > NEWEST) {
      throw new StoreUnavailable(
          "the database was written by a newer version (its schema is %d, this build knows %d): start that version again, or restore a backup"
              .formatted(found, NEWEST));
    }
    if (found < NEWEST) {
      runFlyway(database);
    }
    int reached = version(database);
    if (reached != NEWEST) {
      throw new StoreUnavailable("the schema is %d instead of %d".formatted(reached, NEWEST));
    }
  }

  private static void runFlyway(DataSource database) {
    // What goes wrong it throws as well, and its traces would bury what the operator is told.
    FLYWAY_LOG.setLevel(Level.OFF);
    try {
      Flyway.configure(SqliteSchema.class.getClassLoader())
          .dataSource(database)
          .locations("classpath:db/migration")
          // By default Flyway passes over migrations that a newer build has applied.
          .ignoreMigrationPatterns(new String[0])
          .cleanDisabled(true)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoreUnavailable("the database cannot be brought to this build's schema", e);
    }
  }

  private static int version(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }
}
