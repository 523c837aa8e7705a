package io.portreeve.gateway.store;

import io.portreeve.gateway.opening.Opened;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * The store that many nodes share: one PostgreSQL database.
 *
 * <p>What one node committed, every node reads from then on. Writes of one concern happen one after
 * another, whichever node they come from, as they do in the embedded store: so what a write has
 * read is still so when it commits. Of settings this holds for each by itself. A node that hangs
 * meanwhile loses its turn, with all it wrote, after the time-out; what cannot be done within it
 * throws {@link StoreUnavailable}.
 */
public final class PostgresStore extends SqlStore {
  private final SessionPool pool;
  private final boolean made;

  private PostgresStore(SessionPool pool, boolean made) {
    super(concern -> new PostgresAccess(pool, concern));
    this.pool = pool;
    this.made = made;
  }

  /** Opens the store of a database, making or migrating it as needed. */
  public static PostgresStore open(PostgresOptions options) {
    PostgresSource source = new PostgresSource(options);
    try (Opened opened = new Opened()) {
      boolean made = PostgresSchema.migrate(source);
      SessionPool pool = opened.with(new SessionPool(source, options.pool(), options.timeout()));
      pool.open();
      return opened.complete(new PostgresStore(pool, made));
    } catch (SQLException e) {
      throw unusable(options, e);
    }
  }

  /** With what to do about it. */
  static StoreUnavailable unusable(PostgresOptions options, SQLException why) {
    return new StoreUnavailable(
        "the database `%s` cannot be used as `%s`: %s"
            .formatted(
                options.address(), options.user(), new PostgresTrouble(options).of(why).line()),
        why);
  }

  /** Whether there was nothing in the database before. */
  public boolean wasMade() {
    return made;
  }

  @Override
  public void close() {
    pool.close();
  }

  private record PostgresAccess(SessionPool pool, Concern concern) implements Access {
    /** The first number of locks about one subject; those of concerns have another. */
    private static final int OF_SUBJECTS = Concern.LOCKS + 1;

    /** The classes of states (SQL, and PostgreSQL's own) that are about reaching the server. */
    private static final Set<String> OF_A_CONNECTION = Set.of("08", "28", "3D", "53", "57");

    @Override
    public <T> T read(Work<T> work) {
      try {
        return pool.with(work);
      } catch (SQLException e) {
        throw unavailable("the read failed", e);
      }
    }

    @Override
    public <T> T write(Work<T> work) {
      return write(
          session ->
              session.one(
                  "SELECT pg_advisory_xact_lock(?, ?)", _ -> true, Concern.LOCKS, concern.lock()),
          work);
    }

    /** What takes a turn in the whole concern, as nodes of older versions do, waits for it, too. */
    @Override
    public <T> T write(String subject, Work<T> work) {
      return write(
          session ->
              session.one(
                  "SELECT pg_advisory_xact_lock_shared(?, ?), pg_advisory_xact_lock(?, ?)",
                  _ -> true,
                  Concern.LOCKS,
                  concern.lock(),
                  OF_SUBJECTS,
                  (concern.name() + ' ' + subject).hashCode()),
          work);
    }

    /** What throws before the commit ends its session, and with that the transaction. */
    private <T> T write(Work<Optional<Boolean>> turn, Work<T> work) {
      try {
        return pool.with(session -> {
          Connection connection = session.connection();
          connection.setAutoCommit(false);
          var _ = turn.on(session);
          T done = work.on(session);
          commit(connection);
          connection.setAutoCommit(true);
          return done;
        });
      } catch (StoreUnavailable e) {
        throw e;
      } catch (SQLException e) {
        throw unavailable("the write was not committed", e);
      } catch (RuntimeException e) {
        throw new StoreUnavailable("the write was not committed", e);
      }
    }

    /** Whoever lost the connection meanwhile was not told what became of it. */
    private static void commit(Connection connection) {
      try {
        connection.commit();
      } catch (SQLException e) {
        throw unavailable("it is not known whether the write was committed", e);
      }
    }

    /** What is wrong with the connection is said; other words may be about what is stored. */
    private static StoreUnavailable unavailable(String what, SQLException e) {
      String state = String.valueOf(e.getSQLState());
      return new StoreUnavailable(
          OF_A_CONNECTION.contains(state.substring(0, Math.min(2, state.length())))
              ? what + ": " + e.getMessage()
              : what,
          e);
    }
  }
}
