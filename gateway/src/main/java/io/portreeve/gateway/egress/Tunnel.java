package io.portreeve.gateway.egress;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Two connections joined: what comes out of one goes into the other. */
final class Tunnel {
  private static final int PORTION = 16 * 1024;

  private final AtomicLong lastUsed = new AtomicLong(System.nanoTime());
  private final Socket client;
  private final Socket server;
  private final Duration idle;

  private Tunnel(Socket client, Socket server, Duration idle) {
    this.client = client;
    this.server = server;
    this.idle = idle;
  }

  /**
   * Returns when both sides have said all, one is gone, or for so long nothing went either way:
   * nobody said a word, or nobody took what was said.
   *
   * @return whether it ended because nobody used it
   */
  static boolean between(Socket client, Socket server, Duration idle) throws IOException {
    client.setSoTimeout(0);
    server.setSoTimeout(0);
    return new Tunnel(client, server, idle).lasts();
  }

  /** Neither direction ends the tunnel itself: each may wait for a reader who never comes. */
  private boolean lasts() {
    Thread there = Thread.ofVirtual().name("egress-there").start(() -> pour(client, server));
    Thread back = Thread.ofVirtual().name("egress-back").start(() -> pour(server, client));
    try {
      while (!there.join(idle) || !back.join(idle)) {
        if (isUnused()) {
          end();
          return true;
        }
      }
    } catch (InterruptedException closing) {
      end();
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private void pour(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] portion = new byte[PORTION];
      for (int read = in.read(portion); read >= 0; read = in.read(portion)) {
        out.write(portion, 0, read);
        lastUsed.set(System.nanoTime());
      }
      to.shutdownOutput();
    } catch (IOException gone) {
      end();
    }
  }

  private boolean isUnused() {
    return System.nanoTime() - lastUsed.get() >= idle.toNanos();
  }

  private void end() {
    end(client);
    end(server);
  }

  /** Closes it; one that is closed stays so. */
  static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException already) {
      // It is gone, which is what was wanted.
      return;
    }
  }
}
