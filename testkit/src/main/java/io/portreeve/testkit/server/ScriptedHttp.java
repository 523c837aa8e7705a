package io.portreeve.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/** An HTTP server on a free port of the loopback interface that does what its script says. */
public final class ScriptedHttp implements AutoCloseable {
  /** Answers one request; an exception cuts the connection. */
  @FunctionalInterface
  public interface Script {
    void serve(HttpAsked asked, HttpWire wire) throws Exception;
  }

  private final ServerSocket listener;
  private final Script script;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<HttpAsked> asked = new LinkedBlockingQueue<>();

  private ScriptedHttp(ServerSocket listener, Script script) {
    this.listener = listener;
    this.script = script;
  }

  /** Starts serving. */
  public static ScriptedHttp start(Script script) {
    try {
      return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Starts serving who comes to this socket of the loopback interface, which may be one of TLS. */
  public static ScriptedHttp start(ServerSocket listener, Script script) {
    ScriptedHttp server = new ScriptedHttp(listener, script);
    Thread.ofVirtual().start(server::accept);
    return server;
  }

  /** The address of an endpoint on this server. */
  public URI url(String path) {
    String scheme = listener instanceof SSLServerSocket ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort() + path);
  }

  /** The next request that came in, whatever became of it. */
  public HttpAsked next() throws InterruptedException {
    HttpAsked next = asked.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no request came in");
    }
    return next;
  }

  /** The next request of that kind; others before it are skipped. */
  public HttpAsked next(Predicate<HttpAsked> kind) throws InterruptedException {
    HttpAsked next = next();
    while (!kind.test(next)) {
      next = next();
    }
    return next;
  }

  /** Requests that came in and were not yet looked at. */
  public List<HttpAsked> rest() {
    List<HttpAsked> rest = new ArrayList<>();
    asked.drainTo(rest);
    return rest;
  }

  /** Answers nobody any more: also not on connections that clients keep for later. */
  @Override
  public void close() {
    try {
      listener.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void accept() {
    while (true) {
      try {
        take(listener.accept());
      } catch (IOException closed) {
        return; // who closed the listener hangs up
      }
    }
  }

  private void take(Socket connection) throws IOException {
    connections.add(connection);
    if (listener.isClosed()) {
      connection.close(); // who closed it may have looked before this one was there
    } else {
      Thread.ofVirtual().start(() -> serve(connection));
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream());
      HttpWire wire = new HttpWire(connection);
      for (HttpAsked next = read(in); next != null; next = read(in)) {
        asked.add(next);
        script.serve(next, wire);
      }
    } catch (Exception failed) {
      connections.remove(connection);
    }
  }

  private static @Nullable HttpAsked read(InputStream in) throws IOException {
    String start = line(in);
    if (start == null) {
      return null;
    }
    Map<String, List<String>> fields = new HashMap<>();
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      String[] field = line.split(":", 2);
      fields
          .computeIfAbsent(field[0].toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(field[1].strip());
    }
    int length = Integer.parseInt(fields.getOrDefault("content-length", List.of("0")).getFirst());
    String[] words = start.split(" ", -1);
    return new HttpAsked(words[0], words[1], fields, new String(in.readNBytes(length), UTF_8));
  }

  private static @Nullable String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return null;
      }
      line.write(next);
    }
    return line.toString(UTF_8).stripTrailing();
  }
}
