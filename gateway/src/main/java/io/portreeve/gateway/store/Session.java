package io.portreeve.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One database connection with its prepared statements; used by one thread at a time. */
final class Session implements AutoCloseable {
  /** Makes a value of the row that the result set stands on. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final Connection connection;
  private final Dialect dialect;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private long used = System.nanoTime();

  Session(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** What this database says in another way than others. */
  Dialect dialect() {
    return dialect;
  }

  Connection connection() {
    return connection;
  }

  /** Runs a statement that takes no values and returns no rows. */
  void execute(String sql) throws SQLException {
    used = System.nanoTime();
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs an INSERT, UPDATE or DELETE and answers with how many rows it touched. */
  int update(String sql, @Nullable Object... values) throws SQLException {
    return bound(sql, values).executeUpdate();
  }

  <T> List<T> all(String sql, RowReader<T> reader, @Nullable Object... values) throws SQLException {
    List<T> rows = new ArrayList<>();
    try (ResultSet result = bound(sql, values).executeQuery()) {
      while (result.next()) {
        rows.add(reader.read(result));
      }
    }
    return List.copyOf(rows);
  }

  <T> Optional<T> one(String sql, RowReader<T> reader, @Nullable Object... values)
      throws SQLException {
    try (ResultSet result = bound(sql, values).executeQuery()) {
      return result.next() ? Optional.of(reader.read(result)) : Optional.empty();
    }
  }

  private PreparedStatement bound(String sql, @Nullable Object[] values) throws SQLException {
    used = System.nanoTime();
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  /** For how long nothing was asked of it. */
  Duration idle() {
    return Duration.ofNanos(System.nanoTime() - used);
  }

  /** Closes it in whatever state it is; what was not committed is gone. */
  void abandon() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It failed before, or is not needed any more: nobody waits for what it could say.
      return;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
