package io.portreeve.gateway.store;

import io.portreeve.gateway.opening.Opened;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/**
 * The embedded store: one SQLite file in the data directory, one writer, a few readers.
 *
 * <p>Several processes of one machine may have it open at the same time (a command beside the
 * running gateway): each sees what the others committed. Not for network file systems.
 */
public final class SqliteStore implements Store {
  private static final String FILE = "portreeve.db";

  private final GroupCommit writer;
  private final ReaderPool readers;
  private final ApiKeys apiKeys;
  private final Pins pins;
  private final Relations relations;
  private final Settings settings;
  private final Acts acts;
  private final Acceptances acceptances;
  private final Approvals approvals;
  private final MemorySignatures memorySignatures;

  private SqliteStore(GroupCommit writer, ReaderPool readers) {
    this.writer = writer;
    this.readers = readers;
    Access access = new SqliteAccess(writer, readers);
    this.apiKeys = new SqliteApiKeys(access);
    this.pins = new SqlitePins(access);
    this.relations = new SqliteRelations(access);
    this.settings = new SqliteSettings(access);
    this.acts = new SqliteActs(access);
    this.acceptances = new SqliteAcceptances(access);
    this.approvals = new SqliteApprovals(access);
    this.memorySignatures = new SqliteMemorySignatures(access);
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

  private static SqliteStore open(SQLiteDataSource database, SqliteOptions options)
      throws SQLException {
    SqliteSchema.migrate(database);
    try (Opened opened = new Opened()) {
      Session writing = opened.with(connect(database, "PRAGMA query_only = OFF"));
      List<Session> reading = new ArrayList<>();
      for (int i = 0; i < options.readers(); i++) {
        reading.add(opened.with(connect(database, "PRAGMA query_only = ON")));
      }
      return opened.complete(
          new SqliteStore(
              new GroupCommit(writing, "BEGIN IMMEDIATE", options.queue(), options.batch()),
              new ReaderPool(reading, options.patience())));
    }
  }

  static Session connect(SQLiteDataSource database, String mode) throws SQLException {
    try (Opened opened = new Opened()) {
      Session session = opened.with(new Session(database.getConnection()));
      // A file that somebody else wrote must not bring its own functions to life.
      session.execute("PRAGMA trusted_schema = OFF");
      session.execute(mode);
      return opened.complete(session);
    }
  }

  private static SQLiteConfig config(SqliteOptions options) {
    SQLiteConfig config = new SQLiteConfig();
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

  @Override
  public ApiKeys apiKeys() {
    return apiKeys;
  }

  @Override
  public Pins pins() {
    return pins;
  }

  @Override
  public Relations relations() {
    return relations;
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public Acts acts() {
    return acts;
  }

  @Override
  public Acceptances acceptances() {
    return acceptances;
  }

  @Override
  public Approvals approvals() {
    return approvals;
  }

  @Override
  public MemorySignatures memorySignatures() {
    return memorySignatures;
  }

  /** Commits what was accepted, then closes every connection. */
  @Override
  public void close() {
    readers.close();
    writer.close();
  }

  private record SqliteAccess(GroupCommit writer, ReaderPool readers) implements Access {
    @Override
    public <T> T read(Work<T> work) {
      return readers.read(work);
    }

    @Override
    public <T> T write(Work<T> work) {
      return writer.write(work);
    }
  }
}
