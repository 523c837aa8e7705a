package io.portreeve.gateway.egress;

import java.io.IOException;
import java.net.Socket;

/** Two connections joined: what comes out of one goes into the other. */
final class Tunnel {
  private Tunnel() {}

  /** Returns when both sides have said all, or one is gone. */
  static void between(Socket client, Socket server) throws IOException {
    Thread back = Thread.ofVirtual().name("egress-back").start(() -> pour(server, client));
    pour(client, server);
    try {
      back.join();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pour(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException gone) {
      end(from);
      end(to);
    }
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
