package io.portreeve.gateway.store;

import static io.portreeve.gateway.store.Columns.micros;

import io.portreeve.mcp.json.Excerpt;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@link Pins} in SQL. */
record SqlPins(Access access) implements Pins {
  private static final String SELECT = "SELECT * FROM pin ";

  /** Of versions whose text is known; there may be many, and long ones. */
  private static final String ALL_BUT_THE_TEXT =
      "SELECT server, kind, name, digest, state, seen, seen_by, decided_by, decided, previous"
          + " FROM pin ";

  private static final String NAMED = "WHERE server = ? AND kind = ? AND name = ? ";

  /** Of a name that is longer, an audit record holds the beginning; its digest says which it is. */
  private static final int LONGEST_NAME = 500;

  private static final int MOST_NAMES = 500;

  private static final String VERSION = NAMED + "AND digest = ?";

  @Override
  public Optional<Pin> approved(PinName name) {
    return access.read(session -> approved(session, name));
  }

  @Override
  public List<Pin> versions(PinName name) {
    return access.read(session -> versions(session, name));
  }

  @Override
  public Optional<Pin> version(PinName name, Digest version) {
    return access.read(session -> version(session, name, version));
  }

  @Override
  public List<Pin> of(String server) {
    String sql = SELECT + "WHERE server = ? ORDER BY kind, name, seen, digest";
    return access.read(session -> session.all(sql, SqlPins::pin, server));
  }

  @Override
  public List<Pin> waiting() {
    String sql =
        SELECT + "WHERE state IN ('PENDING', 'QUARANTINED') ORDER BY seen, server, kind, name";
    return access.read(session -> session.all(sql, SqlPins::pin));
  }

  @Override
  public Map<String, Long> countWaiting() {
    String sql =
        "SELECT server, count(*) FROM pin WHERE state IN ('PENDING', 'QUARANTINED')"
            + " GROUP BY server";
    return access
        .read(session -> session.all(sql, row -> Map.entry(row.getString(1), row.getLong(2))))
        .stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public Map<PinName, Pin> sight(Map<PinName, String> shown, Look look) {
    return sightings(shown, new Sighting(look, Optional.empty()));
  }

  @Override
  public Map<PinName, Pin> trustFirst(Map<PinName, String> shown, String by, Look look) {
    return sightings(shown, new Sighting(look, Optional.of(by)));
  }

  /**
   * Writes only if a read shows that something is new: servers are listed far more than changed.
   */
  private Map<PinName, Pin> sightings(Map<PinName, String> shown, Sighting sighting) {
    Map<PinName, Pin> settled = access.read(session -> settled(session, shown));
    if (settled.size() == shown.size()) {
      return settled;
    }
    Optional<Map<PinName, Pin>> noted =
        access.write(session ->
            hasRoom(session, shown.keySet(), sighting.look().viewer())
                ? Optional.of(noted(session, shown, sighting))
                : Optional.empty());
    return noted.orElseThrow(() -> new TooManyDefinitions(sighting.look().viewer()));
  }

  private static Map<PinName, Pin> noted(
      Session session, Map<PinName, String> shown, Sighting sighting) throws SQLException {
    Map<PinName, Pin> pins = new LinkedHashMap<>();
    for (Map.Entry<PinName, String> one : shown.entrySet()) {
      pins.put(one.getKey(), sighting.note(session, one.getKey(), one.getValue()));
    }
    return Map.copyOf(pins);
  }

  /** What is shown is what lies there, if its digest is. */
  private static Map<PinName, Pin> settled(Session session, Map<PinName, String> shown)
      throws SQLException {
    Map<PinName, Digest> versions = new LinkedHashMap<>();
    shown.forEach((name, canonical) -> versions.put(name, Digest.sha256(canonical)));
    Map<PinName, Pin> pins = new LinkedHashMap<>();
    for (Pin pin :
        these(
            session,
            versions,
            ALL_BUT_THE_TEXT,
            row -> pin(row, Objects.requireNonNull(shown.get(name(row)))))) {
      if (pin.state() != PinState.SUPERSEDED) {
        pins.put(pin.name(), pin);
      }
    }
    return Map.copyOf(pins);
  }

  @Override
  public Map<PinName, PinState> states(Map<PinName, Digest> versions) {
    return access
        .read(session ->
            these(
                session,
                versions,
                "SELECT server, kind, name, digest, state FROM pin ",
                row -> Map.entry(name(row), PinState.valueOf(row.getString("state")))))
        .stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Exactly these versions, as far as they are there: some hundred names of a kind in one look. */
  private static <T> List<T> these(
      Session session, Map<PinName, Digest> versions, String select, Session.RowReader<T> reader)
      throws SQLException {
    Map<List<String>, List<PinName>> alike =
        versions.keySet().stream()
            .collect(Collectors.groupingBy(name -> List.of(name.server(), name.kind())));
    List<T> found = new ArrayList<>();
    for (List<PinName> names : alike.values()) {
      for (int from = 0; from < names.size(); from += MOST_NAMES) {
        List<PinName> some = names.subList(from, Math.min(names.size(), from + MOST_NAMES));
        found.addAll(
            session
                .all(
                    select
                        + "WHERE server = ? AND kind = ? AND name "
                        + session.dialect().isAmong(),
                    row ->
                        isAmong(row, versions)
                            ? Optional.of(reader.read(row))
                            : Optional.<T>empty(),
                    some.getFirst().server(),
                    some.getFirst().kind(),
                    texts(some.stream().map(PinName::name)))
                .stream()
                .flatMap(Optional::stream)
                .toList());
      }
    }
    return found;
  }

  private static String texts(Stream<String> all) {
    return JsonArray.ofStrings(all.toList()).toString();
  }

  /**
   * Of each name all versions are looked at, which are a few: asked for by name and digest, a
   * database would look for each name with each digest.
   */
  private static boolean isAmong(ResultSet row, Map<PinName, Digest> versions) throws SQLException {
    Digest wanted = versions.get(name(row));
    return wanted != null && wanted.hex().equals(row.getString("digest"));
  }

  @Override
  public Optional<Pin> approve(PinName name, Digest version, String by, Instant at) {
    return access.write(session -> {
      if (version(session, name, version).isEmpty()) {
        return Optional.empty();
      }
      int _ =
          session.update(
              "UPDATE pin SET state = 'SUPERSEDED' "
                  + NAMED
                  + "AND state = 'APPROVED' AND digest <> ?",
              name.server(),
              name.kind(),
              name.name(),
              version.hex());
      return decided(session, name, version, PinState.APPROVED, by, at);
    });
  }

  @Override
  public Optional<Pin> approveBeside(PinName name, Digest version, String by, Instant at) {
    return access.write(session -> decided(session, name, version, PinState.APPROVED, by, at));
  }

  @Override
  public Optional<Pin> quarantine(PinName name, Digest version, String by, Instant at) {
    return access.write(session -> decided(session, name, version, PinState.QUARANTINED, by, at));
  }

  /** A decision that somebody took, and not only what became of a version by itself. */
  private static Optional<Pin> decided(
      Session session, PinName name, Digest version, PinState state, String by, Instant at)
      throws SQLException {
    Optional<Pin> pin = decide(session, name, version, state, by, at);
    if (pin.isPresent()) {
      JsonObject fields =
          JsonObject.empty()
              .with("server", name.server())
              .with("kind", name.kind())
              .with("name", Excerpt.of(name.name(), LONGEST_NAME))
              .with("digest", version.hex())
              .with("by", by);
      String event = state == PinState.APPROVED ? "pin-approved" : "pin-refused";
      SqlActs.note(session, event, fields, at);
    }
    return pin;
  }

  private static Optional<Pin> decide(
      Session session, PinName name, Digest version, PinState state, String by, Instant at)
      throws SQLException {
    int changed =
        session.update(
            "UPDATE pin SET state = ?, decided_by = ?, decided = ? " + VERSION,
            state.name(),
            by,
            micros(at),
            name.server(),
            name.kind(),
            name.name(),
            version.hex());
    return changed == 1 ? version(session, name, version) : Optional.empty();
  }

  /** One look at a server, and who vouches for what is seen for the first time. */
  private record Sighting(Look look, Optional<String> vouching) {
    Pin note(Session session, PinName name, String canonical) throws SQLException {
      Digest digest = Digest.sha256(canonical);
      List<Pin> versions = versions(session, name);
      Optional<Pin> known =
          versions.stream().filter(pin -> pin.digest().equals(digest)).findFirst();
      if (known.isPresent()) {
        return known.get().state() == PinState.SUPERSEDED
            ? decide(session, name, digest, PinState.QUARANTINED, "drift", look.at()).orElseThrow()
            : known.get();
      }
      Pin pin = firstSeen(versions, name, canonical);
      insert(session, pin);
      if (versions.size() >= MAX_UNDECIDED) {
        forgetOldest(session, name);
      }
      return pin;
    }

    private Pin firstSeen(List<Pin> known, PinName name, String canonical) {
      FirstSight sight = new FirstSight(name, canonical, look);
      return vouching.map(by -> sight.beside(known, by)).orElseGet(() -> sight.beside(known));
    }
  }

  private static boolean hasRoom(Session session, Set<PinName> shown, String viewer)
      throws SQLException {
    String others = "SELECT count(*) FROM pin WHERE server = ? AND seen_by <> ?";
    String own = "SELECT count(*) FROM pin WHERE server = ? AND seen_by = ?";
    for (String server : shown.stream().map(PinName::server).distinct().toList()) {
      int room = MAX_PER_SERVER - count(session, others, server, viewer);
      long more = shown.stream().filter(name -> name.server().equals(server)).count();
      if (count(session, own, server, viewer) + more > room / 2) {
        return false;
      }
    }
    return true;
  }

  private static int count(Session session, String sql, String server, String viewer)
      throws SQLException {
    return session.one(sql, row -> row.getInt(1), server, viewer).orElseThrow();
  }

  private static void forgetOldest(Session session, PinName name) throws SQLException {
    String surplus =
        """
        AND digest IN (
          SELECT digest FROM pin AS one
          WHERE server = ? AND kind = ? AND name = ? AND decided_by IS NULL
          ORDER BY (SELECT count(*) FROM pin AS same
                    WHERE same.server = one.server AND same.kind = one.kind
                      AND same.name = one.name AND same.decided_by IS NULL
                      AND same.seen_by = one.seen_by),
                   seen DESC, digest LIMIT 1000000 OFFSET ?)\
        """;
    int forgotten =
        session.update(
            "DELETE FROM pin " + NAMED + surplus,
            name.server(),
            name.kind(),
            name.name(),
            name.server(),
            name.kind(),
            name.name(),
            MAX_UNDECIDED);
    assert forgotten <= 1;
  }

  private static Optional<Pin> approved(Session session, PinName name) throws SQLException {
    return session.one(
        SELECT + NAMED + "AND state = 'APPROVED' ORDER BY decided DESC, digest LIMIT 1",
        SqlPins::pin,
        name.server(),
        name.kind(),
        name.name());
  }

  private static List<Pin> versions(Session session, PinName name) throws SQLException {
    return session.all(
        SELECT + NAMED + "ORDER BY seen, digest",
        SqlPins::pin,
        name.server(),
        name.kind(),
        name.name());
  }

  private static Optional<Pin> version(Session session, PinName name, Digest digest)
      throws SQLException {
    return session.one(
        SELECT + VERSION, SqlPins::pin, name.server(), name.kind(), name.name(), digest.hex());
  }

  private static void insert(Session session, Pin pin) throws SQLException {
    int added =
        session.update(
            """
            INSERT INTO pin (server, kind, name, digest, canonical, state, seen,
                             seen_by, decided_by, decided, previous)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """,
            pin.name().server(),
            pin.name().kind(),
            pin.name().name(),
            pin.digest().hex(),
            pin.canonical(),
            pin.state().name(),
            micros(pin.seen()),
            pin.seenBy(),
            pin.decidedBy().orElse(null),
            pin.decided().map(Columns::micros).orElse(null),
            pin.previous().map(Digest::hex).orElse(null));
    assert added == 1;
  }

  private static PinName name(ResultSet row) throws SQLException {
    return new PinName(row.getString("server"), row.getString("kind"), row.getString("name"));
  }

  private static Pin pin(ResultSet row) throws SQLException {
    return pin(row, row.getString("canonical"));
  }

  private static Pin pin(ResultSet row, String canonical) throws SQLException {
    return new Pin(
        name(row),
        new Digest(row.getString("digest")),
        canonical,
        PinState.valueOf(row.getString("state")),
        Columns.instant(row, "seen"),
        row.getString("seen_by"),
        Optional.ofNullable(row.getString("decided_by")),
        Columns.optionalInstant(row, "decided"),
        Optional.ofNullable(row.getString("previous")).map(Digest::new));
  }
}
