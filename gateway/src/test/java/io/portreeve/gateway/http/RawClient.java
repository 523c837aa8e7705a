package io.portreeve.gateway.http;

import static io.portreeve.gateway.http.Loopback.bytes;
import static io.portreeve.gateway.http.Loopback.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/** A socket that sends what it is told, however wrong, and reads what comes back. */
final class RawClient implements AutoCloseable {
  /** Long enough for a busy machine; a test that waits so long has failed. */
  private static final int PATIENCE_MILLIS = 30_000;

  final Socket socket;

  RawClient(InetSocketAddress address) throws IOException {
    this(new Socket());
    socket.connect(address);
  }

  RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
  }

  RawClient send(String message) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes(message));
    out.flush();
    return this;
  }

  /** Sends bytes one by one, each as a segment of its own. */
  RawClient trickle(String message) throws IOException {
    for (int i = 0; i < message.length(); i++) {
      send(message.substring(i, i + 1));
    }
    return this;
  }

  /** Sends what the other side may refuse to take to its end. */
  RawClient sendAsFarAsItGoes(String message) throws IOException {
    try {
      send(message);
    } catch (SocketException cutOff) {
      if (socket.isClosed()) {
        throw cutOff;
      }
    }
    return this;
  }

  /** Everything until the other side closes. */
  String all() throws IOException {
    return text(socket.getInputStream().readAllBytes());
  }

  /** As much as {@code length} bytes. */
  String read(int length) throws IOException {
    return text(socket.getInputStream().readNBytes(length));
  }

  /** A head with its empty line, or what there was of it. */
  String head() throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!text(head.toByteArray()).endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        break;
      }
      head.write(b);
    }
    return text(head.toByteArray());
  }

  /** A whole answer whose length is declared: its status line, then its body. */
  String answer() throws IOException {
    String head = head();
    String length = head.replaceAll("(?s).*content-length: (\\d+).*", "$1");
    return head.lines().findFirst().orElse("") + "|" + read(Integer.parseInt(length));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
