package io.portreeve.gateway.store;

import io.portreeve.gateway.opening.Opened;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Copies all that the embedded store of one node holds into a database that is empty: everything,
 * and what stands there is read again and compared before it is committed, or nothing. The embedded
 * store stays as it is, but for that it is brought to the tables of this version.
 *
 * <p>Nobody writes in either meanwhile: both are locked. That no gateway runs on the data
 * directory, which would go on in what is left behind, is for the caller to see to.
 */
public final class StoreCopy {
  private static final Duration CONNECTING = Duration.ofSeconds(10);

  /** For one statement: a large table is read and compared in one. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final int BATCH = 1000;
  private static final String SQLITES = "sqlite\\_%";
  private static final String FLYWAYS = "flyway\\_%";

  private final Session from;
  private final Session to;
  private final UnaryOperator<String> settings;
  private final Progress progress;

  private StoreCopy(Session from, Session to, UnaryOperator<String> settings, Progress progress) {
    this.from = from;
    this.to = to;
    this.settings = settings;
    this.progress = progress;
  }

  /** Is told how far it has come. */
  @FunctionalInterface
  public interface Progress {
    /** So many rows of it were read and sent. */
    void rows(String table, long copied);
  }

  /**
   * What was copied of a table, and is there.
   *
   * @param digest the sum of the digests of its rows, in whatever order they come
   */
  public record Copied(String table, long rows, String digest) {}

  /**
   * Copies it.
   *
   * @param settings the name that a setting has there, by the one that it has here
   * @throws StoreUnavailable if anything is there already, differs when it is read again, or cannot
   *     be read or written; then nothing was copied
   */
  public static List<Copied> run(
      DataDirectory data,
      PostgresOptions options,
      UnaryOperator<String> settings,
      Progress progress) {
    // An older one is brought to the tables of this version, which are those that the other has.
    SqliteStore.open(data, SqliteOptions.defaults()).close();
    PostgresSource target = new PostgresSource(options);
    try (Opened opened = new Opened()) {
      boolean _ = PostgresSchema.migrate(target);
      Session to = opened.with(target.open(CONNECTING, PATIENCE));
      Session from = opened.with(SqliteStore.reading(data));
      return new StoreCopy(from, to, settings, progress).run();
    } catch (SQLException e) {
      throw new StoreUnavailable("nothing was copied: " + e.getMessage(), e);
    }
  }

  private List<Copied> run() throws SQLException {
    Connection there = to.connection();
    there.setAutoCommit(false);
    from.execute("BEGIN IMMEDIATE"); // no command writes meanwhile
    from.execute("PRAGMA query_only = ON");
    Map<String, List<Column>> tables = tables();
    to.execute("LOCK TABLE " + String.join(", ", tables.keySet()) + " IN ACCESS EXCLUSIVE MODE");
    for (String table : tables.keySet()) {
      refuseUnlessEmpty(table);
    }
    List<Copied> copied = new ArrayList<>();
    for (Map.Entry<String, List<Column>> table : tables.entrySet()) {
      copied.add(copy(table.getKey(), table.getValue()));
    }
    goOnCounting();
    there.commit();
    return List.copyOf(copied);
  }

  /** A column, and how a value of it is read so that both databases give the same. */
  private record Column(String name, String type) {
    @Nullable Object read(ResultSet row, int at) throws SQLException {
      @Nullable Object value =
          switch (type) {
            case "boolean" -> row.getBoolean(at);
            case "bytea" -> row.getBytes(at);
            case "bigint" -> row.getLong(at);
            case "integer" -> row.getInt(at);
            case "text" -> row.getString(at);
            default -> throw new SQLException("a column of the type " + type);
          };
      return row.wasNull() ? null : value;
    }
  }

  /** Those of both, which have to be the same: what is not known here would be left behind. */
  private Map<String, List<Column>> tables() throws SQLException {
    Map<String, List<Column>> there = new TreeMap<>();
    for (Map.Entry<String, Column> one :
        to.all(
            "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE"
                + " table_schema = current_schema() AND table_name <> 'schema_version' ORDER BY 1, 2",
            row -> Map.entry(row.getString(1), new Column(row.getString(2), row.getString(3))))) {
      there.computeIfAbsent(one.getKey(), _ -> new ArrayList<>()).add(one.getValue());
    }
    List<String> here =
        from.all(
            "SELECT m.name || '.' || c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c"
                + " WHERE m.type = 'table' AND m.name NOT LIKE ? ESCAPE '\\'"
                + " AND m.name NOT LIKE ? ESCAPE '\\' ORDER BY 1",
            row -> row.getString(1),
            SQLITES,
            FLYWAYS);
    List<String> known =
        there.entrySet().stream()
            .flatMap(table -> table.getValue().stream().map(it -> table.getKey() + "." + it.name()))
            .sorted()
            .toList();
    if (!known.equals(here.stream().sorted().toList())) {
      throw new StoreUnavailable("nothing was copied: the stores have different tables");
    }
    return there;
  }

  private void refuseUnlessEmpty(String table) throws SQLException {
    long rows = to.one("SELECT count(*) FROM " + table, row -> row.getLong(1)).orElseThrow();
    if (rows > 0) {
      throw new StoreUnavailable(
          "nothing was copied: the database is not empty (`%s` has %d rows); name one that no node has used"
              .formatted(table, rows));
    }
  }

  private Copied copy(String table, List<Column> columns) throws SQLException {
    String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    String select = "SELECT " + names + " FROM " + table;
    String insert =
        "INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE VALUES (%s)"
            .formatted(
                table, names, columns.stream().map(_ -> "?").collect(Collectors.joining(", ")));
    Sum read = sent(table, columns, select, insert);
    Sum stands = there(table, columns, select);
    if (!stands.equals(read)) {
      throw new StoreUnavailable(
          "nothing was copied: what stands in `%s` is not what was read (%d rows of %d)"
              .formatted(table, stands.rows, read.rows));
    }
    return new Copied(table, read.rows, read.hex());
  }

  private Sum sent(String table, List<Column> columns, String select, String insert)
      throws SQLException {
    Sum read = new Sum();
    try (PreparedStatement rows = from.connection().prepareStatement(select);
        ResultSet row = rows.executeQuery();
        PreparedStatement put = to.connection().prepareStatement(insert)) {
      while (row.next()) {
        @Nullable Object[] values = values(table, columns, row, settings);
        read.add(values);
        for (int i = 0; i < values.length; i++) {
          put.setObject(i + 1, values[i]);
        }
        put.addBatch();
        if (read.rows % BATCH == 0) {
          var _ = put.executeBatch();
          progress.rows(table, read.rows);
        }
      }
      var _ = put.executeBatch();
    }
    return read;
  }

  private Sum there(String table, List<Column> columns, String select) throws SQLException {
    Sum stands = new Sum();
    try (PreparedStatement rows = to.connection().prepareStatement(select)) {
      rows.setFetchSize(BATCH);
      try (ResultSet row = rows.executeQuery()) {
        while (row.next()) {
          stands.add(values(table, columns, row, UnaryOperator.identity()));
        }
      }
    }
    return stands;
  }

  private static @Nullable Object[] values(
      String table, List<Column> columns, ResultSet row, UnaryOperator<String> renamed)
      throws SQLException {
    @Nullable Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      @Nullable Object value = columns.get(i).read(row, i + 1);
      boolean named = table.equals("setting") && columns.get(i).name().equals("name");
      values[i] = named && value instanceof String name ? renamed.apply(name) : value;
    }
    return values;
  }

  /** Acts are recorded by their numbers, so none is given twice. */
  private void goOnCounting() throws SQLException {
    long last =
        from.one("SELECT coalesce(max(seq), 0) FROM sqlite_sequence", row -> row.getLong(1))
            .orElse(0L);
    if (last > 0) {
      var _ =
          to.one(
              "SELECT setval(pg_get_serial_sequence('act', 'number'), ?)",
              row -> row.getLong(1),
              last);
    }
  }

  /** Of rows, in whatever order. */
  private static final class Sum {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    private long rows;
    private BigInteger sum = BigInteger.ZERO;

    void add(@Nullable Object[] values) {
      String text =
          IntStream.range(0, values.length)
              .mapToObj(i -> written(values[i]))
              .collect(Collectors.joining(","));
      byte[] digest = Digest.sha256(text.getBytes(StandardCharsets.UTF_8)).bytes();
      sum = sum.add(new BigInteger(1, digest)).mod(MODULUS);
      rows++;
    }

    /** With its length, so that no two rows are written alike. */
    private static String written(@Nullable Object value) {
      return switch (value) {
        case null -> "-";
        case byte[] bytes -> "b" + HexFormat.of().formatHex(bytes);
        case String text -> "t" + text.length() + ":" + text;
        default -> "v" + value;
      };
    }

    String hex() {
      return "%064x".formatted(sum);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Sum that && that.rows == rows && that.sum.equals(sum);
    }

    @Override
    public int hashCode() {
      return sum.hashCode();
    }
  }
}
