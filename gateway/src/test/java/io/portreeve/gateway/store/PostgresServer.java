package io.portreeve.gateway.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real PostgreSQL of the tests' own, in a temporary folder and on a port of the loopback
 * interface. Its databases compare text as people do and not byte by byte, as those of operators
 * mostly do.
 */
public final class PostgresServer implements AutoCloseable {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

  /** The user that the package makes for it, since it is not run by root. */
  private static final String OWNER = "postgres";

  /** Who owns the databases. */
  public static final String USER = "portreeve";

  public static final String PASSWORD = "a password of tests, with 'quotes'";

  private final Path folder;
  private final int port;
  private final List<String> settings;
  private final AtomicInteger databases = new AtomicInteger();

  /** One of a JVM, that lives as long as it. */
  private static final class Shared {
    static final PostgresServer SERVER = PostgresServer.start();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
    }
  }

  private PostgresServer(Path folder, int port, List<String> settings) {
    this.folder = folder;
    this.port = port;
    this.settings = settings;
  }

  /** Whether this machine has one to start. */
  public static boolean isInstalled() {
    return newest().isPresent();
  }

  /** The one that all tests share which do nothing to it. */
  public static PostgresServer shared() {
    return Shared.SERVER;
  }

  /** One of a test's own, with more settings of the server. */
  public static PostgresServer start(String... settings) {
    try {
      Path folder = own(Files.createTempDirectory("postgres-"));
      Path password = own(Files.writeString(folder.resolve("password"), PASSWORD + "\n"));
      PostgresServer server = new PostgresServer(folder, freePort(), List.of(settings));
      server.run(
          "initdb",
          "-U",
          USER,
          "--auth=scram-sha-256",
          "--pwfile=" + password,
          "-N",
          "-E",
          "UTF8",
          "--locale=C.UTF-8",
          "--locale-provider=icu",
          "--icu-locale=en-US");
      server.resume();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file in its folder, which is the server's. */
  public Path put(String name, String text) {
    try {
      Path file = Files.writeString(folder.resolve(name), text);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      return own(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs it, after {@link #start} or {@link #kill}. */
  public void resume() {
    List<String> options =
        new ArrayList<>(List.of("-h 127.0.0.1", "-p " + port, "-k ''", "-c max_connections=200"));
    Stream.concat(Stream.of("fsync=off", "full_page_writes=off"), settings.stream())
        .forEach(setting -> options.add("-c " + setting));
    run(
        "pg_ctl",
        "-w",
        "-l",
        folder.resolve("log").toString(),
        "-o",
        String.join(" ", options),
        "start");
  }

  /** Ends it at once, with whatever its clients were doing. */
  public void kill() {
    run("pg_ctl", "-w", "-m", "immediate", "stop");
  }

  @Override
  public void close() {
    kill();
    try {
      Files.walkFileTree(folder, new Removal());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException fault)
        throws IOException {
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }

  /** A new database without anything in it. */
  public Database database() {
    String name = "test_" + databases.incrementAndGet();
    execute("postgres", "CREATE DATABASE " + name);
    return new Database(this, name);
  }

  private void execute(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection("jdbc:postgresql://" + address(database), USER, PASSWORD);
  }

  private String address(String database) {
    return "127.0.0.1:" + port + "/" + database;
  }

  /** One database of it. */
  public record Database(PostgresServer server, String name) {
    /** Host, port and name. */
    public String address() {
      return server.address(name);
    }

    /** The lines of a configuration that share it; their secrets go into files in this folder. */
    public String[] lines(Path folder) {
      return new String[] {
        "state: {secret: \"file:%s\", postgres: {url: \"jdbc:postgresql://%s\", user: %s, password: \"file:%s\"}}"
            .formatted(
                secret(folder, "nodes", "n".repeat(40)),
                address(),
                USER,
                secret(folder, "password", PASSWORD))
      };
    }

    private static Path secret(Path folder, String name, String text) {
      try {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Connection connect() throws SQLException {
      return server.connect(name);
    }

    Session session() throws SQLException {
      return new Session(connect(), Dialect.POSTGRES);
    }

    /** Has this statement executed in it. */
    public void execute(String sql) {
      server.execute(name, sql);
    }

    /** Leaves the tables, and nothing in them. */
    void empty() {
      execute(
          "TRUNCATE api_key, pin, relation_to_object, setting, act, approval, memory_signature,"
              + " memory_head RESTART IDENTITY");
    }

    PostgresOptions options() {
      return options(Duration.ofSeconds(10));
    }

    PostgresOptions options(Duration timeout) {
      return new PostgresOptions(
          address(), USER, () -> PASSWORD, Optional.empty(), false, 8, timeout);
    }

    /** Opens the store in it, as a node or a command does. */
    public PostgresStore open() {
      return PostgresStore.open(options());
    }
  }

  private void run(String tool, String... arguments) {
    List<String> command = new ArrayList<>(unprivileged());
    command.add(newest().orElseThrow().resolve("bin").resolve(tool).toString());
    command.addAll(List.of("-D", folder.resolve("data").toString()));
    command.addAll(Arrays.asList(arguments));
    try {
      Path said = folder.resolve(tool + ".out");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new AssertionError(command + ": " + Files.readString(said));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while PostgreSQL starts or stops", e);
    }
  }

  private static Optional<Path> newest() {
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      return versions
          .filter(version -> Files.exists(version.resolve("bin/initdb")))
          .max(Comparator.comparingInt(it -> Integer.parseInt(name(it))));
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  private static String name(Path path) {
    return Objects.requireNonNull(path.getFileName(), "a name").toString();
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static List<String> unprivileged() {
    return isRoot()
        ? List.of("setpriv", "--reuid=" + OWNER, "--regid=" + OWNER, "--clear-groups", "--")
        : List.of();
  }

  private static Path own(Path path) throws IOException {
    if (isRoot()) {
      Files.getFileAttributeView(path, PosixFileAttributeView.class)
          .setOwner(
              path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(OWNER));
    }
    return path;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
