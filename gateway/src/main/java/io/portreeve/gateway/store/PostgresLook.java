package io.portreeve.gateway.store;

import java.sql.SQLException;
import java.util.Optional;

/**
 * What a database looks like to whoever would open the store in it. Nothing is made or changed
 * there.
 *
 * @param schema the number of its newest migration; 0 if there is none of ours
 * @param mayMake whether the user may make tables there
 * @param noted what the setting holds that was asked for; empty if there is none
 */
public record PostgresLook(int schema, boolean mayMake, Optional<Digest> noted) {
  /**
   * Connects once.
   *
   * @param setting the name of a setting that holds a digest
   * @throws StoreUnavailable if it cannot be used, with what to do
   */
  public static PostgresLook at(PostgresOptions options, String setting) {
    try (Session session =
        new PostgresSource(options).open(PostgresSchema.FIRST_CONNECTION, options.timeout())) {
      int schema = PostgresSchema.version(session);
      boolean mayMake =
          session
              .one(
                  "SELECT coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)",
                  row -> row.getBoolean(1))
              .orElse(false);
      return new PostgresLook(
          schema, mayMake, schema == 0 ? Optional.empty() : noted(session, setting));
    } catch (SQLException e) {
      throw PostgresStore.unusable(options, e);
    }
  }

  private static Optional<Digest> noted(Session session, String setting) throws SQLException {
    return session
        .one("SELECT value FROM setting WHERE name = ?", row -> row.getBytes("value"), setting)
        .map(Digest::of);
  }

  /** The number of the newest migration that this build knows. */
  public static int known() {
    return PostgresSchema.NEWEST;
  }
}
