package io.portreeve.gateway.store;

import io.portreeve.gateway.opening.Opened;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * The embedded store: one SQLite file in the data directory, one writer, a few readers.
 *
 * <p>Several processes of one machine may have it open at the same time (a command beside the
 * running gateway): each sees what the others committed. Not for network file systems.
 */
public final class SqliteStore extends SqlStore {
  private static final String FILE = "portreeve.db";

  private final GroupCommit writer;
  private final SessionPool readers;

  private SqliteStore(GroupCommit writer, SessionPool readers) {
    super(_ -> new SqliteAccess(writer, readers));
    this.writer = writer;
    this.readers = readers;
  }

  /** Whether a store was ever made in this directory. */
  public static boolean isIn(Path directory) {
    return Files.exists(directory.resolve(FILE));
  }

  /** Opens the store in a directory, making or migrating it as needed. */
  public static SqliteStore open(DataDirectory directory, SqliteOptions options) {
    String url = "jdbc:sqlite:" + directory.privateFile(FILE);
    SQLiteDataSource database = new SQLiteDataSource(config(options));
    database.setUrl(url);
    return directory.exclusively("store", () -> open(database, options));
  }

  /**
   * One connection to the store that is there, for whoever only reads. It could write, since SQLite
   * gives the lock that keeps others from it to nobody who cannot.
   */
  static Session reading(DataDirectory directory) throws SQLException {
    SQLiteDataSource database = new SQLiteDataSource(config(SqliteOptions.defaults()));
    database.setUrl("jdbc:sqlite:" + directory.privateFile(FILE));
    return connect(database, "PRAGMA query_only = OFF");
  }

  private static SqliteStore open(SQLiteDataSource database, SqliteOptions options)
      throws SQLException {
    SqliteSchema.migrate(database);
    try (Opened opened = new Opened()) {
      Session writing = opened.with(connect(database, "PRAGMA query_only = OFF"));
      SessionPool readers =
          opened.with(
              new SessionPool(new Reading(database), options.readers(), options.patience()));
      for (int i = 0; i < options.readers(); i++) {
        readers.open();
      }
      return opened.complete(
          new SqliteStore(
              new GroupCommit(writing, "BEGIN IMMEDIATE", options.queue(), options.batch()),
              readers));
    }
  }

  private record Reading(SQLiteDataSource database) implements SessionPool.Source {
    @Override
    public Session open() throws SQLException {
      return connect(database, "PRAGMA query_only = ON");
    }

    @Override
    public boolean isAlive(Session session) {
      return true;
    }
  }

  static Session connect(SQLiteDataSource database, String mode) throws SQLException {
    try (Opened opened = new Opened()) {
      Session session = opened.with(new Session(database.getConnection(), Dialect.SQLITE));
      // A file that somebody else wrote must not bring its own functions to life.
      session.execute("PRAGMA trusted_schema = OFF");
      session.execute(mode);
      return opened.complete(session);
    }
  }

  private static SQLiteConfig config(SqliteOptions options) {
    SQLiteConfig config = new SQLiteConfig();
    // The file was made by us, and is not made again by whoever reads later.
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(
        switch (options.durability()) {
          case POWER_LOSS -> SynchronousMode.FULL;
          case PROCESS_KILL -> SynchronousMode.NORMAL;
        });
    config.setBusyTimeout((int) options.patience().toMillis());
    config.enforceForeignKeys(true);
    return config;
  }

  /** Commits what was accepted, then closes every connection. */
  @Override
  public void close() {
    readers.close();
    writer.close();
  }

  private record SqliteAccess(GroupCommit writer, SessionPool readers) implements Access {
    @Override
    public <T> T read(Work<T> work) {
      try {
        return readers.with(work);
      } catch (SQLException e) {
        throw new StoreUnavailable("the read failed", e);
      }
    }

    @Override
    public <T> T write(Work<T> work) {
      return writer.write(work);
    }

    /** There is one writer in any case. */
    @Override
    public <T> T write(String subject, Work<T> work) {
      return writer.write(work);
    }
  }
}
