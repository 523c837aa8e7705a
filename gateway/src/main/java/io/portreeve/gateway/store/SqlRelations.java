package io.portreeve.gateway.store;

import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link Relations} in SQL; text compares byte by byte in its tables. */
record SqlRelations(Access access) implements Relations {
  @Override
  public List<Relation> of(String type, String id, Collection<String> holders) {
    String all = JsonArray.ofStrings(List.copyOf(holders)).toString();
    return access.read(session -> {
      String sql =
          "SELECT * FROM relation_to_object WHERE type = ? AND id = ? AND (holder "
              + session.dialect().isAmong()
              + " OR (holder LIKE '%#%' AND substr(holder, 1, 6) <> 'group:'))";
      return session.all(sql, SqlRelations::relation, type, id, all);
    });
  }

  @Override
  public boolean add(Relation relation) {
    return access.write(session -> add(session, relation, JsonObject.empty())) == 1;
  }

  @Override
  public int addAll(Collection<Relation> relations) {
    return access.write(session -> {
      int added = 0;
      for (Relation relation : relations) {
        added += add(session, relation, JsonObject.empty());
      }
      return added;
    });
  }

  private static int add(Session session, Relation relation, JsonObject about) throws SQLException {
    String sql =
        """
        INSERT INTO relation_to_object (type, id, name, holder, since) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (type, id, name, holder) DO NOTHING\
        """;
    int added =
        session.update(
            sql,
            relation.type(),
            relation.id(),
            relation.name(),
            relation.holder(),
            Columns.micros(relation.since()));
    if (added == 1) {
      SqlActs.note(session, "relation-added", fields(about, relation), relation.since());
    }
    return added;
  }

  @Override
  public List<Relation> addToUnknown(Collection<Relation> relations, JsonObject about) {
    return access.write(session -> {
      List<Relation> known = new ArrayList<>();
      for (Relation relation : relations) {
        if (isKnown(session, relation)) {
          known.add(relation);
        }
      }
      if (known.isEmpty()) {
        for (Relation relation : relations) {
          add(session, relation, about);
        }
      }
      return List.copyOf(known);
    });
  }

  private static boolean isKnown(Session session, Relation relation) throws SQLException {
    String sql = "SELECT * FROM relation_to_object WHERE type = ? AND id = ? LIMIT 1";
    return !session.all(sql, SqlRelations::relation, relation.type(), relation.id()).isEmpty();
  }

  @Override
  public boolean remove(Relation relation, Instant at) {
    String sql =
        "DELETE FROM relation_to_object WHERE type = ? AND id = ? AND name = ? AND holder = ?";
    return access.write(session -> {
      boolean removed =
          session.update(sql, relation.type(), relation.id(), relation.name(), relation.holder())
              == 1;
      if (removed) {
        SqlActs.note(session, "relation-removed", fields(JsonObject.empty(), relation), at);
      }
      return removed;
    });
  }

  @Override
  public List<Relation> list(Wanted wanted, int most) {
    String sql =
        """
        SELECT * FROM relation_to_object
        WHERE type = coalesce(?, type) AND id = coalesce(?, id)
          AND name = coalesce(?, name) AND holder = coalesce(?, holder)
        ORDER BY type, id, name, holder LIMIT ?\
        """;
    @Nullable String type = wanted.type().orElse(null);
    @Nullable String id = wanted.id().orElse(null);
    @Nullable String name = wanted.name().orElse(null);
    @Nullable String holder = wanted.holder().orElse(null);
    return access.read(
        session -> session.all(sql, SqlRelations::relation, type, id, name, holder, most));
  }

  private static JsonObject fields(JsonObject about, Relation relation) {
    return about
        .with("object", relation.type() + ":" + relation.id())
        .with("relation", relation.name())
        .with("holder", relation.holder());
  }

  private static Relation relation(ResultSet row) throws SQLException {
    return new Relation(
        row.getString("type"),
        row.getString("id"),
        row.getString("name"),
        row.getString("holder"),
        Columns.instant(row, "since"));
  }
}
