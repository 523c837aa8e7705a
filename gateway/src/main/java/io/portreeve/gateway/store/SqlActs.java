package io.portreeve.gateway.store;

import static io.portreeve.gateway.store.Columns.instant;
import static io.portreeve.gateway.store.Columns.micros;

import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** {@link Acts} in SQL. */
record SqlActs(Access access) implements Acts {
  /**
   * Notes an act, with the system's user whose process does it, in the transaction that does it.
   */
  static void note(Session session, String event, JsonObject fields, Instant at)
      throws SQLException {
    int noted =
        session.update(
            "INSERT INTO act (event, fields, at) VALUES (?, ?, ?)",
            event,
            fields.with("user", System.getProperty("user.name", "unknown")).toString(),
            micros(at));
    assert noted == 1;
  }

  @Override
  public void note(String event, JsonObject fields, Instant at) {
    access.write(session -> {
      note(session, event, fields, at);
      return true;
    });
  }

  @Override
  public List<Act> waiting(int most) {
    String sql = "SELECT * FROM act ORDER BY number LIMIT ?";
    return access.read(session -> session.all(sql, SqlActs::act, most));
  }

  @Override
  public void recorded(Act act) {
    int removed =
        access.write(session -> session.update("DELETE FROM act WHERE number = ?", act.number()));
    assert removed <= 1;
  }

  private static Act act(ResultSet row) throws SQLException {
    byte[] fields = row.getString("fields").getBytes(StandardCharsets.UTF_8);
    try {
      return new Act(
          row.getLong("number"),
          row.getString("event"),
          (JsonObject) JsonReader.read(fields, JsonLimits.defaults()),
          instant(row, "at"));
    } catch (JsonRefused | ClassCastException damaged) {
      throw new SQLException("the store holds what is no act", damaged);
    }
  }
}
