package io.portreeve.gateway.store;

import static io.portreeve.gateway.store.Columns.instant;
import static io.portreeve.gateway.store.Columns.micros;

import io.portreeve.guard.Approver;
import io.portreeve.mcp.json.Excerpt;
import io.portreeve.mcp.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@link Approvals} in SQL. */
record SqlApprovals(Access access) implements Approvals {
  /** What somebody decided is kept for so long after it expired, and the rest for a day. */
  private static final Duration DECIDED_KEPT = Duration.ofDays(30);

  private static final Duration KEPT = Duration.ofDays(1);

  private static final Duration WORTH_TELLING = Duration.ofHours(1);

  /** Of a name that is longer, an audit record holds the beginning; the id says which it is. */
  private static final int LONGEST_NAME = 500;

  private static final String SELECT = "SELECT * FROM approval ";
  private static final String SEPARATOR = "\n";

  @Override
  public Optional<Approval> claim(
      ApprovalCall call, Grounds grounds, String id, Instant at, Duration patience) {
    return access.write(session -> {
      forget(session, at);
      Optional<Approval> open = open(session, call, at);
      if (open.isPresent()) {
        return Optional.of(claimed(session, open.get()));
      }
      return hasRoom(session, call.principal(), at)
          ? Optional.of(asked(session, call, grounds, id, at, at.plus(patience)))
          : Optional.empty();
    });
  }

  private static Optional<Approval> open(Session session, ApprovalCall call, Instant at)
      throws SQLException {
    return session.one(
        SELECT + "WHERE binding = ? AND state IN ('PENDING', 'APPROVED', 'DENIED') AND expires > ?",
        SqlApprovals::approval,
        call.binding().hex(),
        micros(at));
  }

  private static Approval claimed(Session session, Approval open) throws SQLException {
    if (open.state() != ApprovalState.APPROVED) {
      return open;
    }
    int used =
        session.update(
            "UPDATE approval SET state = 'USED' WHERE id = ? AND state = 'APPROVED'", open.id());
    assert used == 1;
    return find(session, open.id()).orElseThrow();
  }

  private static boolean hasRoom(Session session, String principal, Instant at)
      throws SQLException {
    String sql =
        "SELECT count(*) FROM approval WHERE principal = ? AND state = 'PENDING' AND expires > ?";
    return session.one(sql, row -> row.getInt(1), principal, micros(at)).orElseThrow()
        < MAX_WAITING;
  }

  private static Approval asked(
      Session session, ApprovalCall call, Grounds grounds, String id, Instant at, Instant until)
      throws SQLException {
    int added =
        session.update(
            """
            INSERT INTO approval (id, binding, principal, client, actors, endpoint, server, tool, call,
                                  policy, approver, provenance, conversation, state, asked, expires,
                                  reason, round)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', ?, ?, '', 0)\
            """,
            id,
            call.binding().hex(),
            call.principal(),
            call.client(),
            String.join(SEPARATOR, call.actors()),
            call.endpoint(),
            call.server(),
            call.tool(),
            call.call(),
            call.policy(),
            call.approver().name(),
            grounds.provenance().map(known -> ProvenanceText.json(known).toString()).orElse(null),
            grounds.conversation().orElse(null),
            micros(at),
            micros(until));
    assert added == 1;
    return find(session, id).orElseThrow();
  }

  private static void forget(Session session, Instant at) throws SQLException {
    int forgotten =
        session.update(
            "DELETE FROM approval WHERE expires < ? OR (expires < ? AND decided IS NULL)",
            micros(at.minus(DECIDED_KEPT)),
            micros(at.minus(KEPT)));
    assert forgotten >= 0;
  }

  @Override
  public boolean resume(ApprovalCall call, String id, int round) {
    return access.write(session ->
        session.update(
                "UPDATE approval SET round = round + 1"
                    + " WHERE id = ? AND binding = ? AND state = 'USED' AND round = ?",
                id,
                call.binding().hex(),
                round - 1)
            == 1);
  }

  @Override
  public Heard decide(String id, Word word, Instant at, Instant until) {
    return access.write(session -> {
      Optional<Approval> waits =
          find(session, id).filter(one -> one.stateAt(at) == ApprovalState.PENDING);
      if (waits.isEmpty()) {
        return new Heard.TooLate();
      }
      return waits.get().call().approver() == Approver.TWO_OPERATORS && word.yes()
          ? oneOfTwo(session, waits.get(), word, at, until)
          : decided(session, waits.get(), word, word.kept(), at, until);
    });
  }

  private static Heard oneOfTwo(
      Session session, Approval asked, Word word, Instant at, Instant until) throws SQLException {
    if (asked.call().isOf(word.person()) || asked.call().isOf(word.by())) {
      return new Heard.Own();
    }
    if (asked.first().isEmpty()) {
      return first(session, asked, word, at);
    }
    Approval.Yes first = asked.first().get();
    return first.person().equals(word.person())
        ? new Heard.Again()
        : decided(session, asked, word, first.kept() && word.kept(), at, until);
  }

  private static Heard first(Session session, Approval asked, Word word, Instant at)
      throws SQLException {
    int changed =
        session.update(
            "UPDATE approval SET first_person = ?, first_by = ?, first_said = ?, first_kept = ?"
                + " WHERE id = ? AND state = 'PENDING' AND first_person IS NULL",
            word.person(),
            word.by(),
            micros(at),
            word.kept(),
            asked.id());
    if (changed == 0) {
      return new Heard.TooLate();
    }
    Approval halfway = find(session, asked.id()).orElseThrow();
    SqlActs.note(session, "approval-half-granted", fields(halfway, word), at);
    return new Heard.Counted(halfway);
  }

  private static Heard decided(
      Session session, Approval asked, Word word, boolean kept, Instant at, Instant until)
      throws SQLException {
    int changed =
        session.update(
            "UPDATE approval SET state = ?, decided_by = ?, decided = ?, reason = ?, expires = ?,"
                + " kept = (? AND conversation IS NOT NULL)"
                + " WHERE id = ? AND state = 'PENDING' AND expires > ?",
            (word.yes() ? ApprovalState.APPROVED : ApprovalState.DENIED).name(),
            word.by(),
            micros(at),
            word.reason(),
            micros(until),
            word.yes() && kept,
            asked.id(),
            micros(at));
    if (changed == 0) {
      return new Heard.TooLate();
    }
    Approval decided = find(session, asked.id()).orElseThrow();
    SqlActs.note(
        session, word.yes() ? "approval-granted" : "approval-denied", fields(decided, word), at);
    return new Heard.Counted(decided);
  }

  private static JsonObject fields(Approval about, Word word) {
    ApprovalCall call = about.call();
    JsonObject fields =
        JsonObject.empty()
            .with("approval", about.id())
            .with("principal", call.principal())
            .with("server", call.server())
            .with("tool", Excerpt.of(call.tool(), LONGEST_NAME))
            .with("digest", call.digest().hex())
            .with("by", word.by())
            .with("person", word.person())
            .with("said", word.reason());
    return about.kept() ? fields.with("values", true) : fields;
  }

  @Override
  public List<Untold> untold(Instant at, int most) {
    String sql =
        SELECT
            + "WHERE told < 2 AND coalesce(decided, expires) > ?"
            + " AND (told = 0 OR decided IS NOT NULL OR expires <= ?) ORDER BY asked, id LIMIT ?";
    return access.read(session ->
        session.all(
            sql,
            row -> new Untold(approval(row), row.getInt("told") > 0),
            micros(at.minus(WORTH_TELLING)),
            micros(at),
            most));
  }

  @Override
  public void told(Untold one) {
    int marked =
        access.write(session ->
            session.update(
                "UPDATE approval SET told = ? WHERE id = ? AND told < ?",
                one.ended() ? 2 : 1,
                one.approval().id(),
                one.ended() ? 2 : 1));
    assert marked <= 1;
  }

  @Override
  public Optional<Approval> find(String id) {
    return access.read(session -> find(session, id));
  }

  private static Optional<Approval> find(Session session, String id) throws SQLException {
    return session.one(SELECT + "WHERE id = ?", SqlApprovals::approval, id);
  }

  @Override
  public List<Approval> waiting(Instant at) {
    String sql = SELECT + "WHERE state = 'PENDING' AND expires > ? ORDER BY asked, id";
    return access.read(session -> session.all(sql, SqlApprovals::approval, micros(at)));
  }

  @Override
  public long countWaiting(Instant at) {
    String sql = "SELECT count(*) FROM approval WHERE state = 'PENDING' AND expires > ?";
    return access
        .read(session -> session.one(sql, row -> row.getLong(1), micros(at)))
        .orElseThrow();
  }

  @Override
  public List<Approval> latest(int most) {
    String sql = SELECT + "ORDER BY asked DESC, id LIMIT ?";
    return access.read(session -> session.all(sql, SqlApprovals::approval, most));
  }

  private static Approval approval(ResultSet row) throws SQLException {
    String actors = row.getString("actors");
    return new Approval(
        row.getString("id"),
        new ApprovalCall(
            row.getString("principal"),
            row.getString("client"),
            actors.isEmpty() ? List.of() : Arrays.asList(actors.split(SEPARATOR, -1)),
            row.getString("endpoint"),
            row.getString("server"),
            row.getString("tool"),
            row.getString("call"),
            row.getString("policy"),
            Approver.valueOf(row.getString("approver"))),
        grounds(row),
        ApprovalState.valueOf(row.getString("state")),
        instant(row, "asked"),
        instant(row, "expires"),
        first(row),
        Optional.ofNullable(row.getString("decided_by")),
        Columns.optionalInstant(row, "decided"),
        row.getString("reason"),
        row.getBoolean("kept"));
  }

  private static Grounds grounds(ResultSet row) throws SQLException {
    String provenance = row.getString("provenance");
    return new Grounds(
        provenance == null ? Optional.empty() : Optional.of(ProvenanceText.read(provenance)),
        Optional.ofNullable(row.getString("conversation")));
  }

  private static Optional<Approval.Yes> first(ResultSet row) throws SQLException {
    String person = row.getString("first_person");
    return person == null
        ? Optional.empty()
        : Optional.of(
            new Approval.Yes(
                person,
                row.getString("first_by"),
                instant(row, "first_said"),
                row.getBoolean("first_kept")));
  }
}
