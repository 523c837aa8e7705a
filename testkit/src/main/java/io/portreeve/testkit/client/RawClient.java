package io.portreeve.testkit.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/**
 * A socket that sends what it is told, however wrong, and reads what comes back. Characters stand
 * for bytes of the same number.
 */
public final class RawClient implements AutoCloseable {
  /** Long enough for a busy machine; a test that waits so long has failed. */
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;

  public RawClient(InetSocketAddress address) throws IOException {
    this(new Socket());
    socket.connect(address);
  }

  public RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
  }

  public Socket socket() {
    return socket;
  }

  public RawClient send(String message) throws IOException {
    return send(message.getBytes(ISO_8859_1));
  }

  public RawClient send(byte[] message) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(message);
    out.flush();
    return this;
  }

  /** Sends bytes one by one, each as a segment of its own. */
  public RawClient trickle(String message) throws IOException {
    for (int i = 0; i < message.length(); i++) {
      send(message.substring(i, i + 1));
    }
    return this;
  }

  /** Sends what the other side may refuse to take to its end. */
  public RawClient sendAsFarAsItGoes(String message) throws IOException {
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
  public String all() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  /** As much as {@code length} bytes. */
  public String read(int length) throws IOException {
    return new String(socket.getInputStream().readNBytes(length), ISO_8859_1);
  }

  /** A head with its empty line, or what there was of it. */
  public String head() throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        break;
      }
      head.write(b);
    }
    return head.toString(ISO_8859_1);
  }

  /** A whole answer whose length is declared: its status line, then its body. */
  public String answer() throws IOException {
    String head = head();
    String length = head.replaceAll("(?s).*content-length: (\\d+).*", "$1");
    return head.lines().findFirst().orElse("") + "|" + read(Integer.parseInt(length));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
