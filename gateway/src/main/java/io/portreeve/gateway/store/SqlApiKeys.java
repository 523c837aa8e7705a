package io.portreeve.gateway.store;

import static io.portreeve.gateway.store.Columns.instant;
import static io.portreeve.gateway.store.Columns.micros;
import static io.portreeve.gateway.store.Columns.optionalInstant;

import io.portreeve.mcp.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@link ApiKeys} in SQL.
 *
 * @param person who does what is done with them; empty: the system's user alone is on record
 */
record SqlApiKeys(Access access, Optional<String> person) implements ApiKeys {
  private static final String SELECT = "SELECT * FROM api_key ";

  SqlApiKeys(Access access) {
    this(access, Optional.empty());
  }

  @Override
  public ApiKeys by(String name) {
    return new SqlApiKeys(access, Optional.of(name));
  }

  @Override
  public boolean add(ApiKeyRecord key) {
    return access.write(session -> {
      boolean added = insert(session, key) == 1;
      if (added) {
        SqlActs.note(session, "key-created", subject(key), key.created());
      }
      return added;
    });
  }

  private JsonObject subject(ApiKeyRecord key) {
    JsonObject subject =
        JsonObject.empty().with("key", key.id()).with("principal", key.principal());
    JsonObject held = key.client().map(it -> subject.with("client", it)).orElse(subject);
    return person.map(name -> held.with("by", name)).orElse(held);
  }

  private static int insert(Session session, ApiKeyRecord key) throws SQLException {
    return session.update(
        """
        INSERT INTO api_key
          (id, principal, client, roles, labels, hash, created, expires, revoked, last_used,
           made_under)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING\
        """,
        key.id(),
        key.principal(),
        key.client().orElse(null),
        Columns.lines(key.roles()),
        Columns.pairs(key.labels()),
        key.hash().hex(),
        micros(key.created()),
        key.expires().map(Columns::micros).orElse(null),
        key.revoked().map(Columns::micros).orElse(null),
        key.lastUsed().map(Columns::micros).orElse(null),
        key.madeUnder().map(Digest::hex).orElse(null));
  }

  @Override
  public Optional<ApiKeyRecord> find(String id) {
    return access.read(session -> find(session, id));
  }

  private static Optional<ApiKeyRecord> find(Session session, String id) throws SQLException {
    return session.one(SELECT + "WHERE id = ?", SqlApiKeys::key, id);
  }

  @Override
  public List<ApiKeyRecord> list() {
    return access.read(session -> session.all(SELECT + "ORDER BY created, id", SqlApiKeys::key));
  }

  @Override
  public boolean revoke(String id, Instant at) {
    String sql = "UPDATE api_key SET revoked = ? WHERE id = ? AND revoked IS NULL";
    return access.write(session -> changed(session, sql, id, at, "key-revoked"));
  }

  @Override
  public boolean expire(String id, Instant at) {
    String sql = "UPDATE api_key SET expires = ? WHERE id = ?";
    return access.write(session -> changed(session, sql, id, at, "key-expiry-set"));
  }

  private boolean changed(Session session, String sql, String id, Instant at, String event)
      throws SQLException {
    boolean changed = session.update(sql, micros(at), id) == 1;
    if (changed) {
      SqlActs.note(session, event, subject(find(session, id).orElseThrow()), at);
    }
    return changed;
  }

  @Override
  public boolean rehash(String id, Digest from, Digest to, Digest under) {
    String sql = "UPDATE api_key SET hash = ?, made_under = ? WHERE id = ? AND hash = ?";
    return access.write(session -> session.update(sql, to.hex(), under.hex(), id, from.hex()) == 1);
  }

  @Override
  public void used(Map<String, Instant> lastUses) {
    String sql =
        "UPDATE api_key SET last_used = ? WHERE id = ? AND (last_used IS NULL OR last_used < ?)";
    int touched =
        access.write(session -> {
          int sum = 0;
          for (Map.Entry<String, Instant> use : lastUses.entrySet()) {
            long at = micros(use.getValue());
            sum += session.update(sql, at, use.getKey(), at);
          }
          return sum;
        });
    assert touched <= lastUses.size();
  }

  private static ApiKeyRecord key(ResultSet row) throws SQLException {
    return new ApiKeyRecord(
        row.getString("id"),
        row.getString("principal"),
        Optional.ofNullable(row.getString("client")),
        Columns.set(row.getString("roles")),
        Columns.map(row.getString("labels")),
        new Digest(row.getString("hash")),
        instant(row, "created"),
        optionalInstant(row, "expires"),
        optionalInstant(row, "revoked"),
        optionalInstant(row, "last_used"),
        Optional.ofNullable(row.getString("made_under")).map(Digest::new));
  }
}
