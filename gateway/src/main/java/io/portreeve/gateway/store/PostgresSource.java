package io.portreeve.gateway.store;

import io.portreeve.gateway.opening.Opened;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Connects to a PostgreSQL, for no longer than its options say, and in the same form each time.
 *
 * <p>Once it could not be reached, one caller at a time tries whether it is back, and no sooner
 * than a moment after the last; the others fail at once: what hangs on a connection that is not
 * answered would be everything.
 */
final class PostgresSource implements SessionPool.Source {
  /** One that lay idle for longer is looked at before it is used. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  static final Duration PAUSE = Duration.ofMillis(250);

  private final PostgresOptions options;
  private final AtomicReference<Standing> standing = new AtomicReference<>(new Standing.Reached());

  /** What came of it the last time. */
  private sealed interface Standing {
    record Reached() implements Standing {}

    /** It failed then, and nobody tries now. */
    record Lost(long at, SQLException why) implements Standing {
      boolean isRecent() {
        return System.nanoTime() - at < PAUSE.toNanos();
      }
    }

    /** It failed, and somebody tries whether it is back. */
    record Tried(SQLException why) implements Standing {}
  }

  PostgresSource(PostgresOptions options) {
    this.options = options;
  }

  @Override
  public Session open() throws SQLException {
    Standing before = standing.get();
    return switch (before) {
      case Standing.Reached _ -> tried(before);
      case Standing.Lost lost -> {
        Standing mine = new Standing.Tried(lost.why());
        if (lost.isRecent() || !standing.compareAndSet(lost, mine)) {
          throw again(lost.why());
        }
        yield tried(lost);
      }
      case Standing.Tried(SQLException why) -> throw again(why);
    };
  }

  private static SQLException again(SQLException why) {
    return new SQLException(why.getMessage(), why.getSQLState(), why);
  }

  /** Whatever comes of it, the next one may try. */
  private Session tried(Standing before) throws SQLException {
    Standing after = before;
    try {
      Session session = open(options.timeout(), options.timeout());
      after = new Standing.Reached();
      return session;
    } catch (SQLException e) {
      after = new Standing.Lost(System.nanoTime(), e);
      throw e;
    } finally {
      standing.set(after);
    }
  }

  /** One that may take so long to be made, and whose statements may take so long. */
  Session open(Duration connecting, Duration timeout) throws SQLException {
    try (Opened opened = new Opened()) {
      Session session =
          opened.with(new Session(connect(properties(connecting, timeout)), Dialect.POSTGRES));
      long millis = timeout.toMillis();
      session.execute(
          "SET statement_timeout = %d; SET lock_timeout = %d; SET idle_in_transaction_session_timeout = %d"
              .formatted(millis, millis, millis));
      return opened.complete(session);
    }
  }

  private Connection connect(Properties properties) throws SQLException {
    @Nullable Connection made =
        new Driver().connect("jdbc:postgresql://" + options.address(), properties);
    if (made == null) {
      throw new SQLException("no address of a PostgreSQL: " + options.address());
    }
    return made;
  }

  private Properties properties(Duration connecting, Duration timeout) {
    Properties properties = new Properties();
    PGProperty.USER.set(properties, options.user());
    PGProperty.PASSWORD.set(properties, options.password().get());
    PGProperty.CONNECT_TIMEOUT.set(properties, seconds(connecting));
    PGProperty.LOGIN_TIMEOUT.set(properties, seconds(connecting));
    // The server ends a statement that takes too long; this is for one that does not answer at all.
    PGProperty.SOCKET_TIMEOUT.set(properties, seconds(timeout.plusSeconds(1)));
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    PGProperty.TARGET_SERVER_TYPE.set(properties, "primary");
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "12");
    PGProperty.APPLICATION_NAME.set(properties, "portreeve");
    PGProperty.GSS_ENC_MODE.set(properties, "disable");
    // It would repeat what is stored.
    PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
    PGProperty.SSL_MODE.set(properties, options.encrypted() ? "verify-full" : "disable");
    if (options.encrypted()) {
      PGProperty.SSL_FACTORY.set(properties, PostgresAuthorities.class.getName());
      PGProperty.SSL_FACTORY_ARG.set(
          properties, options.authorities().map(Supplier::get).orElse(""));
    }
    return properties;
  }

  private static String seconds(Duration atLeast) {
    return Long.toString(atLeast.plusMillis(999).toSeconds());
  }

  @Override
  public boolean isAlive(Session session) {
    if (session.idle().compareTo(FRESH) < 0) {
      return true;
    }
    try {
      return session.connection().isValid((int) options.timeout().plusMillis(999).toSeconds());
    } catch (SQLException e) {
      return false;
    }
  }
}
