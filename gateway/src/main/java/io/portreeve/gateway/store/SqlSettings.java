package io.portreeve.gateway.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@link Settings} in SQL. Each name is a subject of its own: none says anything of another. */
record SqlSettings(Access access) implements Settings {
  private static final String INSERT = "INSERT INTO setting (name, value) VALUES (?, ?) ";

  @Override
  public Optional<byte[]> get(String name) {
    return access.read(session -> value(session, name));
  }

  @Override
  public List<String> names(String prefix) {
    return access.read(session ->
        session.all(
            "SELECT name FROM setting WHERE substr(name, 1, length(?)) = ? ORDER BY name",
            row -> row.getString("name"),
            prefix,
            prefix));
  }

  @Override
  public SortedMap<String, byte[]> values(String prefix) {
    SortedMap<String, byte[]> values = new TreeMap<>();
    access
        .read(session ->
            session.all(
                "SELECT name, value FROM setting WHERE substr(name, 1, length(?)) = ?",
                row -> Map.entry(row.getString("name"), row.getBytes("value")),
                prefix,
                prefix))
        .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
    return values;
  }

  @Override
  public void put(String name, byte[] value) {
    byte[] bounded = bounded(value);
    int touched =
        access.write(
            name,
            session ->
                session.update(
                    INSERT + "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                    name,
                    bounded));
    assert touched == 1;
  }

  @Override
  public byte[] putIfAbsent(String name, byte[] value) {
    byte[] bounded = bounded(value);
    return access.write(
        name,
        session -> {
          int added = session.update(INSERT + "ON CONFLICT (name) DO NOTHING", name, bounded);
          return added == 1 ? bounded : value(session, name).orElseThrow();
        });
  }

  @Override
  public boolean replace(String name, byte[] value) {
    byte[] bounded = bounded(value);
    return access.write(
        name,
        session ->
            session.update("UPDATE setting SET value = ? WHERE name = ?", bounded, name) == 1);
  }

  @Override
  public Optional<byte[]> remove(String name) {
    return access.write(
        name,
        session ->
            session.one(
                "DELETE FROM setting WHERE name = ? RETURNING value",
                row -> row.getBytes("value"),
                name));
  }

  private static Optional<byte[]> value(Session session, String name) throws SQLException {
    return session.one(
        "SELECT value FROM setting WHERE name = ?", row -> row.getBytes("value"), name);
  }

  /** A copy, because the writer reads it on its own thread. */
  private static byte[] bounded(byte[] value) {
    if (value.length > MAX_BYTES) {
      throw new IllegalArgumentException("a setting has at most " + MAX_BYTES + " bytes");
    }
    return value.clone();
  }
}
