package io.portreeve.gateway.store;

import io.portreeve.mcp.json.JsonArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** {@link MemorySignatures} in SQL. */
record SqlMemorySignatures(Access access) implements MemorySignatures {
  @Override
  public MemoryHead keep(String server, Collection<MemorySignature> signatures, Sealing sealing) {
    return access.write(session -> {
      MemoryState before = state(session, server);
      for (MemorySignature one : signatures) {
        int kept = keep(session, one);
        assert kept == 1;
      }
      return sealed(session, before, sealing);
    });
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
        one.tainted(),
        Columns.micros(one.signed()),
        one.seal());
  }

  @Override
  public MemoryHead remove(
      String server, Collection<String> entries, Collection<String> about, Sealing sealing) {
    String names = list(about);
    return access.write(session -> {
      MemoryState before = state(session, server);
      var _ = session.update(removal(session.dialect()), server, list(entries), names, names);
      return sealed(session, before, sealing);
    });
  }

  private static String removal(Dialect dialect) {
    return "DELETE FROM memory_signature WHERE server = ? AND (entry %s OR about %s OR other %s)"
        .replace("%s", dialect.isAmong());
  }

  private static MemoryHead sealed(Session session, MemoryState before, Sealing sealing)
      throws SQLException {
    MemoryHead head = sealing.seal(before, state(session, before.server()));
    int put =
        session.update(
            """
            INSERT INTO memory_head (server, changes, entries, seal) VALUES (?, ?, ?, ?)
            ON CONFLICT (server) DO UPDATE SET changes = excluded.changes,
              entries = excluded.entries, seal = excluded.seal\
            """,
            before.server(),
            head.changes(),
            head.entries(),
            head.seal());
    assert put == 1;
    return head;
  }

  @Override
  public MemoryState of(String server) {
    return access.read(session -> state(session, server));
  }

  @Override
  public List<MemoryState> all() {
    String sql =
        "SELECT server FROM memory_signature UNION SELECT server FROM memory_head ORDER BY server";
    return access.read(session -> {
      List<MemoryState> all = new ArrayList<>();
      for (String server : session.all(sql, row -> row.getString("server"))) {
        all.add(state(session, server));
      }
      return all;
    });
  }

  /** One statement: outside a transaction, two might see two moments. */
  private static MemoryState state(Session session, String server) throws SQLException {
    String sql =
        """
        SELECT one.server, head.changes, head.entries, head.seal AS head, signature.entry,
          signature.about, signature.other, signature.writer, signature.tainted,
          signature.signed, signature.seal
        FROM (SELECT ? AS server) AS one
          LEFT JOIN memory_head AS head ON head.server = one.server
          LEFT JOIN memory_signature AS signature ON signature.server = one.server
        ORDER BY signature.entry\
        """;
    List<Row> rows = session.all(sql, Row::of, server);
    return new MemoryState(
        server,
        rows.stream().flatMap(row -> row.signature().stream()).toList(),
        rows.getFirst().head());
  }

  /** The head, which stands in each row, and one of the signatures. */
  private record Row(Optional<MemoryHead> head, Optional<MemorySignature> signature) {
    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getString("head") == null
              ? Optional.empty()
              : Optional.of(
                  new MemoryHead(
                      row.getString("server"),
                      row.getLong("changes"),
                      row.getInt("entries"),
                      row.getString("head"))),
          row.getString("entry") == null
              ? Optional.empty()
              : Optional.of(SqlMemorySignatures.signature(row)));
    }
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
        row.getBoolean("tainted"),
        Columns.instant(row, "signed"),
        row.getString("seal"));
  }
}
