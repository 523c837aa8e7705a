package io.portreeve.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** {@link Relations} in SQLite; text compares byte by byte there. */
record SqliteRelations(Access access) implements Relations {
  private static final String EXACTLY = "WHERE kind = ? AND object = ? AND principal = ?";

  @Override
  public boolean holds(String kind, String object, String principal) {
    String sql = "SELECT 1 FROM relation " + EXACTLY;
    return access
        .read(session -> session.one(sql, row -> row.getInt(1), kind, object, principal))
        .isPresent();
  }

  @Override
  public boolean add(Relation relation) {
    String sql =
        """
        INSERT INTO relation (kind, object, principal, since) VALUES (?, ?, ?, ?)
        ON CONFLICT (kind, object, principal) DO NOTHING\
        """;
    return access.write(session ->
        session.update(
                sql,
                relation.kind(),
                relation.object(),
                relation.principal(),
                Columns.micros(relation.since()))
            == 1);
  }

  @Override
  public boolean remove(String kind, String object, String principal) {
    String sql = "DELETE FROM relation " + EXACTLY;
    return access.write(session -> session.update(sql, kind, object, principal) == 1);
  }

  @Override
  public List<Relation> heldBy(String kind, String principal) {
    String sql = "SELECT * FROM relation WHERE kind = ? AND principal = ? ORDER BY object";
    return access.read(session -> session.all(sql, SqliteRelations::relation, kind, principal));
  }

  @Override
  public List<Relation> holdersOf(String kind, String object) {
    String sql = "SELECT * FROM relation WHERE kind = ? AND object = ? ORDER BY principal";
    return access.read(session -> session.all(sql, SqliteRelations::relation, kind, object));
  }

  private static Relation relation(ResultSet row) throws SQLException {
    return new Relation(
        row.getString("kind"),
        row.getString("object"),
        row.getString("principal"),
        Columns.instant(row, "since"));
  }
}
