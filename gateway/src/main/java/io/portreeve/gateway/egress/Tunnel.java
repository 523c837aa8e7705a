package io.portreeve.gateway.egress;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Two connections joined: what comes out of one goes into the other. */
final class Tunnel {
  private static final int PORTION = 16 * 1024;

  private final AtomicLong lastUsed = new AtomicLong(System.nanoTime());
  private final Duration idle;

  private Tunnel(Duration idle) {
    this.idle = idle;
  }

  /**
   * Returns when both sides have said all, one is gone, or neither has said a word for so long.
   *
   * @return whether it ended because nobody used it
   */
  static boolean between(Socket client, Socket server, Duration idle) throws IOException {
    Tunnel tunnel = new Tunnel(idle);
    int patience = Math.toIntExact(idle.toMillis());
    client.setSoTimeout(patience);
    server.setSoTimeout(patience);
    Thread back = Thread.ofVirtual().name("egress-back").start(() -> tunnel.pour(server, client));
    tunnel.pour(client, server);
    try {
      back.join();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
    return tunnel.isUnused();
  }

  private void pour(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] portion = new byte[PORTION];
      for (int read = next(in, portion); read >= 0; read = next(in, portion)) {
        out.write(portion, 0, read);
        lastUsed.set(System.nanoTime());
      }
      to.shutdownOutput();
    } catch (IOException gone) {
      end(from);
      end(to);
    }
  }

  /** Waits on while the other direction is in use. */
  private int next(InputStream in, byte[] portion) throws IOException {
    while (true) {
      try {
        return in.read(portion);
      } catch (SocketTimeoutException silent) {
        if (isUnused()) {
          throw silent;
        }
      }
    }
  }

  private boolean isUnused() {
    return System.nanoTime() - lastUsed.get() >= idle.toNanos();
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException already) {
      // It is gone, which is what was wanted.
      return;
    }
  }
}
