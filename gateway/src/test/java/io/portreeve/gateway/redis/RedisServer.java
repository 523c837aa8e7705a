package io.portreeve.gateway.redis;

import io.portreeve.gateway.keys.Secret;
import io.portreeve.testkit.Eventually;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A real Redis of the tests, on a port of loopback, under a password that nobody else knows. It can
 * be stopped and started again; what is in it then is what it had saved.
 */
public final class RedisServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String password = UUID.randomUUID().toString();
  private final Path folder;
  private final List<String> more;
  private final boolean encrypted;
  private int port;
  private Optional<Process> process = Optional.empty();

  private RedisServer(List<String> more) {
    this.more = List.copyOf(more);
    this.encrypted = this.more.stream().anyMatch(line -> line.startsWith("tls-"));
    this.folder = folder();
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("redis");
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Starts with the first test that asks for it: without one that may run, there is none. */
  private static final class Shared {
    private static final RedisServer SERVER = startShared();
  }

  /** Whether this machine has one to start. */
  public static boolean isInstalled() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "redis-server"))
        .anyMatch(Files::isExecutable);
  }

  private static RedisServer startShared() {
    RedisServer server = start();
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    return server;
  }

  /** The one of this JVM, which ends with it; for tests that take nothing from it but their own. */
  public static RedisServer shared() {
    return Shared.SERVER;
  }

  /** One of the caller's own, with these lines of configuration besides. */
  public static RedisServer start(String... more) {
    RedisServer server = new RedisServer(List.of(more));
    server.run();
    return server;
  }

  /** Runs, if it does not; on the same port as before. */
  public void run() {
    for (int attempt = 0; process.isEmpty() && attempt < 5; attempt++) {
      if (port == 0) {
        port = freePort();
      }
      begin();
    }
    if (process.isEmpty()) {
      throw new AssertionError("redis-server does not start: is it installed?");
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private void begin() {
    String configuration =
        """
        bind 127.0.0.1
        %s %d
        dir %s
        requirepass %s
        save ""
        appendonly no
        %s
        """
            .formatted(
                encrypted ? "port 0\ntls-port" : "port",
                port,
                folder,
                password,
                String.join("\n", more));
    try {
      Process begun =
          new ProcessBuilder("redis-server", "-")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      begun.getOutputStream().write(configuration.getBytes(StandardCharsets.UTF_8));
      begun.getOutputStream().close();
      Eventually.holds("redis-server answers", () -> !begun.isAlive() || answers());
      process = begun.isAlive() ? Optional.of(begun) : Optional.empty();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private boolean answers() {
    try {
      if (encrypted) {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return true;
      }
      return ask("PING").equals("PONG");
    } catch (IOException | UncheckedIOException notYet) {
      return false;
    }
  }

  /** Ends, with whatever it had not saved. */
  public void kill() {
    process.ifPresent(running -> {
      running.destroyForcibly().onExit().join();
      process = Optional.empty();
    });
  }

  /** Is there, and does nothing: connections stay, and nobody is answered. */
  public void freeze() {
    signal("-STOP");
  }

  /** Goes on. */
  public void thaw() {
    signal("-CONT");
  }

  private void signal(String name) {
    try {
      String pid = Long.toString(process.orElseThrow().pid());
      int status = new ProcessBuilder("kill", name, pid).start().waitFor();
      if (status != 0) {
        throw new AssertionError("kill " + name + " failed");
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new AssertionError(ended);
    }
  }

  /** Its address, as it stands in a configuration. */
  public URI url() {
    return URI.create((encrypted ? "rediss://localhost:" : "redis://127.0.0.1:") + port);
  }

  public String password() {
    return password;
  }

  /** A connection to it, such as a node has; no command of it is too slow for a busy machine. */
  public RedisLink link() {
    return link(PATIENCE);
  }

  /** Likewise, for commands that take no longer than that. */
  public RedisLink link(Duration timeout) {
    return link(timeout, Optional.empty(), password);
  }

  /** Likewise, as somebody who trusts these authorities and knows that password. */
  RedisLink link(Duration timeout, Optional<String> ca, String secret) {
    return link(timeout, ca, Optional.empty(), secret);
  }

  /** Likewise, as another user than the default one. */
  RedisLink linkAs(String user, String secret) {
    return link(PATIENCE, Optional.empty(), Optional.of(user), secret);
  }

  private RedisLink link(
      Duration timeout, Optional<String> ca, Optional<String> user, String secret) {
    return RedisLink.open(
        address(timeout, ca, user, secret, List.of("the key of the tests")),
        InstantSource.system());
  }

  /** As a node has it that seals with that key. */
  RedisAddress address(
      Duration timeout,
      Optional<String> ca,
      Optional<String> user,
      String secret,
      List<String> keys) {
    return new RedisAddress(url(), user, Optional.of(Secret.ofText(secret)), ca, timeout, keys);
  }

  /** Likewise, of a node that seals with the first of these keys, and opens with all. */
  RedisLink linkOf(String... keys) {
    return RedisLink.open(
        address(PATIENCE, Optional.empty(), Optional.empty(), password, List.of(keys)),
        InstantSource.system());
  }

  /**
   * Says something to it behind everybody's back.
   *
   * @return what it answers: texts, numbers, lists of them, {@code ""} for nothing
   */
  public Object ask(String... words) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      Object _ = said(socket, "AUTH", password);
      return said(socket, words);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static Object said(Socket socket, String... words) throws IOException {
    StringBuilder text = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    return read(socket.getInputStream());
  }

  private static Object read(InputStream in) throws IOException {
    String line = line(in);
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> rest;
      case ':' -> Long.valueOf(rest);
      case '$' -> bulk(in, Integer.parseInt(rest));
      case '*' -> {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(rest); i++) {
          all.add(read(in));
        }
        yield all;
      }
      default -> throw new IOException(line);
    };
  }

  private static String bulk(InputStream in, int length) throws IOException {
    if (length < 0) {
      return "";
    }
    byte[] bytes = in.readNBytes(length);
    String _ = line(in);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("it hung up");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** All names of values that are in it. */
  public List<String> keys() {
    return ((List<?>) ask("KEYS", "*")).stream().map(String::valueOf).sorted().toList();
  }

  @Override
  public void close() {
    kill();
  }
}
