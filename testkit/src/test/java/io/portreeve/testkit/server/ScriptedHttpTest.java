package io.portreeve.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.testkit.client.RawClient;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ScriptedHttpTest {
  private static ScriptedHttp start(ServerSocket listener) {
    return ScriptedHttp.start(listener, (_, wire) -> wire.empty(204));
  }

  private static RawClient client(ServerSocket listener) throws IOException {
    return new RawClient(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort()));
  }

  /** Who waits for connections has done all it does at the end before who closes goes on. */
  private static final class EndsFirst extends ServerSocket {
    private volatile Thread waiting = Thread.currentThread();

    EndsFirst() throws IOException {
      super(0, 50, InetAddress.getLoopbackAddress());
    }

    @Override
    public Socket accept() throws IOException {
      waiting = Thread.currentThread();
      return super.accept();
    }

    @Override
    public void close() throws IOException {
      super.close();
      try {
        waiting.join();
      } catch (InterruptedException stopped) {
        throw new InterruptedIOException();
      }
    }
  }

  @Test
  void closedServer_hangsUp_alsoWhereNobodyAcceptsAnyMore() throws Exception {
    ServerSocket listener = new EndsFirst();
    ScriptedHttp server = start(listener);
    try (RawClient client = client(listener)) {
      assertThat(client.send("GET / HTTP/1.1\r\n\r\n").head()).startsWith("HTTP/1.1 204");

      server.close();

      assertThat(client.all()).isEmpty();
    }
  }

  /** What it accepted is told of only when the test says so. */
  private static final class TellsLate extends ServerSocket {
    private final CountDownLatch accepted = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);

    TellsLate() throws IOException {
      super(0, 50, InetAddress.getLoopbackAddress());
    }

    @Override
    public Socket accept() throws IOException {
      Socket connection = super.accept();
      accepted.countDown();
      try {
        told.await();
      } catch (InterruptedException stopped) {
        throw new InterruptedIOException();
      }
      return connection;
    }
  }

  @Test
  void closedServer_hangsUp_onWhoCameWhileItWasClosed() throws Exception {
    TellsLate listener = new TellsLate();
    ScriptedHttp server = start(listener);
    try (RawClient client = client(listener)) {
      listener.accepted.await();

      server.close();
      listener.told.countDown();

      assertThat(client.all()).isEmpty();
    }
  }
}
