package io.portreeve.gateway.store;

import io.portreeve.mcp.json.JsonArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** {@link MemorySignatures} in SQLite. */
record SqliteMemorySignatures(Access access) implements MemorySignatures {
  @Override
  public void keep(Collection<MemorySignature> signatures) {
    int kept =
        access.write(session -> {
          int sum = 0;
          for (MemorySignature one : signatures) {
            sum += keep(session, one);
          }
          return sum;
        });
    assert kept == signatures.size();
  }

  private static int keep(Session session, MemorySignature one) throws SQLException {
    return session.update(
        """
        INSERT INTO memory_signature
          (server, entry, about, other, writer, tainted, signed, seal)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (server, entry) DO UPDATE SET about = excluded.about, other = excluded.other,
          writer = excluded.writer, tainted = excluded.tainted, signed = excluded.signed,
          seal = excluded.seal\
        """,
        one.server(),
        one.entry(),
        one.about(),
        one.other(),
        one.writer(),
        one.tainted() ? 1 : 0,
        Columns.micros(one.signed()),
        one.seal());
  }

  @Override
  public void remove(String server, Collection<String> entries, Collection<String> about) {
    String sql =
        """
        DELETE FROM memory_signature WHERE server = ?1
          AND (entry IN (SELECT value FROM json_each(?2))
            OR about IN (SELECT value FROM json_each(?3))
            OR other IN (SELECT value FROM json_each(?3)))\
        """;
    var _ = access.write(session -> session.update(sql, server, list(entries), list(about)));
  }

  @Override
  public List<MemorySignature> of(String server, Collection<String> entries) {
    String sql =
        """
        SELECT * FROM memory_signature WHERE server = ?
          AND entry IN (SELECT value FROM json_each(?))\
        """;
    return access.read(
        session -> session.all(sql, SqliteMemorySignatures::signature, server, list(entries)));
  }

  @Override
  public List<MemorySignature> all() {
    String sql = "SELECT * FROM memory_signature ORDER BY server, signed, entry";
    return access.read(session -> session.all(sql, SqliteMemorySignatures::signature));
  }

  @Override
  public List<String> before(String server, Instant instant) {
    String sql = "SELECT entry FROM memory_signature WHERE server = ? AND signed < ?";
    return access.read(session ->
        session.all(sql, row -> row.getString("entry"), server, Columns.micros(instant)));
  }

  private static String list(Collection<String> values) {
    return JsonArray.ofStrings(List.copyOf(values)).toString();
  }

  private static MemorySignature signature(ResultSet row) throws SQLException {
    return new MemorySignature(
        row.getString("server"),
        row.getString("entry"),
        row.getString("about"),
        row.getString("other"),
        row.getString("writer"),
        row.getInt("tainted") != 0,
        Columns.instant(row, "signed"),
        row.getString("seal"));
  }
}
