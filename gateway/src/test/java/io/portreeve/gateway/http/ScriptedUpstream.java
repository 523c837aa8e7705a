package io.portreeve.gateway.http;

import io.portreeve.testkit.client.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that does on each connection what the test says, however wrong. */
final class ScriptedUpstream implements AutoCloseable {
  /** What to do on one connection; it is closed afterwards. */
  interface Script {
    void run(RawClient connection, int number) throws IOException, InterruptedException;
  }

  static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

  final List<String> requests = new CopyOnWriteArrayList<>();
  final AtomicInteger accepted = new AtomicInteger();
  final AtomicInteger ended = new AtomicInteger();
  private final ServerSocket server;

  ScriptedUpstream(Script script) throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(() -> accept(script));
  }

  /** Answers every request on every connection with the same bytes. */
  static ScriptedUpstream answering(String answer) throws IOException {
    ScriptedUpstream[] self = new ScriptedUpstream[1];
    self[0] =
        new ScriptedUpstream((connection, _) -> {
          while (self[0].request(connection)) {
            connection.send(answer);
          }
        });
    return self[0];
  }

  /** Answers one request with these bytes, then closes. */
  static ScriptedUpstream closingAfter(String answer) throws IOException {
    ScriptedUpstream[] self = new ScriptedUpstream[1];
    self[0] =
        new ScriptedUpstream((connection, _) -> {
          self[0].request(connection);
          connection.send(answer);
        });
    return self[0];
  }

  /** Reads one request and keeps it; false if the connection ended. */
  boolean request(RawClient connection) throws IOException {
    String head = connection.head();
    if (head.isEmpty()) {
      return false;
    }
    String length = head.replaceAll("(?s).*content-length: (\\d+)\r.*", "$1");
    String body = length.equals(head) ? "" : connection.read(Integer.parseInt(length));
    requests.add(head + body);
    return true;
  }

  private void accept(Script script) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        int number = accepted.getAndIncrement();
        Thread.startVirtualThread(() -> serve(socket, script, number));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket, Script script, int number) {
    try (RawClient connection = new RawClient(socket)) {
      script.run(connection, number);
    } catch (IOException | InterruptedException cutOff) {
      Thread.currentThread().interrupt();
    } finally {
      ended.incrementAndGet();
    }
  }

  Destination destination() {
    return new Destination("127.0.0.1", server.getLocalPort(), Optional.empty(), "");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
