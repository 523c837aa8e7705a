package io.portreeve.gateway.store;

import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;

/** {@link Acceptances} in SQL, among the settings. */
record SqlAcceptances(Access access) implements Acceptances {
  static final String PREFIX = "accepted-finding ";

  /** Follows, byte by byte, all that begins with the prefix. */
  static final String BEHIND = "accepted-finding!";

  /** Every node asks this again and again, so it is answered by the key alone. */
  static final String ALL = "SELECT value FROM setting WHERE name >= ? AND name < ? ORDER BY name";

  @Override
  public void accept(Acceptance acceptance) {
    String name = PREFIX + acceptance.finding();
    int touched =
        access.write(session -> {
          SqlActs.note(session, "finding-accepted", json(acceptance), acceptance.at());
          return session.update(
              "INSERT INTO setting (name, value) VALUES (?, ?)"
                  + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
              name,
              json(acceptance).toBytes());
        });
    assert touched == 1;
  }

  private static JsonObject json(Acceptance acceptance) {
    return JsonObject.empty()
        .with("finding", acceptance.finding())
        .with("by", acceptance.by())
        .with("reason", acceptance.reason())
        .with("at", acceptance.at().toString());
  }

  @Override
  public boolean withdraw(String finding, String by, Instant at) {
    return access.write(session -> {
      boolean removed = session.update("DELETE FROM setting WHERE name = ?", PREFIX + finding) == 1;
      if (removed) {
        JsonObject fields = JsonObject.empty().with("finding", finding).with("by", by);
        SqlActs.note(session, "finding-acceptance-withdrawn", fields, at);
      }
      return removed;
    });
  }

  @Override
  public List<Acceptance> all() {
    return access.read(session -> session.all(ALL, SqlAcceptances::acceptance, PREFIX, BEHIND));
  }

  private static Acceptance acceptance(ResultSet row) throws SQLException {
    try {
      JsonObject json = (JsonObject) JsonReader.read(row.getBytes("value"), JsonLimits.defaults());
      return new Acceptance(
          json.string("finding").orElseThrow(),
          json.string("by").orElseThrow(),
          json.string("reason").orElseThrow(),
          Instant.parse(json.string("at").orElseThrow()));
    } catch (JsonRefused | ClassCastException | NoSuchElementException | DateTimeException bad) {
      throw new SQLException("the store holds what is no acceptance", bad);
    }
  }
}
