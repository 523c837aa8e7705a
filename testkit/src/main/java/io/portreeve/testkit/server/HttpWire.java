package io.portreeve.testkit.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;

/** What a script answers with, down to the single byte. */
public final class HttpWire {
  private final Socket socket;
  private final OutputStream out;

  HttpWire(Socket socket) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
  }

  /** A whole answer of JSON. */
  public void json(int status, String body) throws IOException {
    whole(status, "application/json", body.getBytes(UTF_8));
  }

  /** A whole answer of any type and content, with more field lines. */
  public void whole(int status, String type, byte[] body, String... lines) throws IOException {
    StringBuilder head = head(status, lines);
    if (!type.isEmpty()) {
      head.append("Content-Type: ").append(type).append("\r\n");
    }
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    synchronized (out) {
      raw(head.toString());
      out.write(body);
      out.flush();
    }
  }

  /** An answer without a body. */
  public void empty(int status, String... lines) throws IOException {
    whole(status, "", new byte[0], lines);
  }

  /** The head of a stream of events, with more field lines. */
  public void stream(String... lines) throws IOException {
    streamOf("text/event-stream", lines);
  }

  /** The head of a stream of any type, with more field lines. */
  public void streamOf(String type, String... lines) throws IOException {
    StringBuilder head = head(200, lines);
    raw(
        head.append("Content-Type: ")
            .append(type)
            .append("\r\nTransfer-Encoding: chunked\r\n\r\n")
            .toString());
  }

  /** One event whose data are these. */
  public void event(String data) throws IOException {
    chunk("data: " + data.replace("\n", "\ndata: ") + "\n\n");
  }

  /** One event with an id to resume after. */
  public void event(String id, String data) throws IOException {
    chunk("id: " + id + "\ndata: " + data + "\n\n");
  }

  /** Any text, as one chunk of a stream. */
  public void chunk(String text) throws IOException {
    chunk(text.getBytes(UTF_8));
  }

  /** Any bytes, as one chunk of a stream. */
  public void chunk(byte[] bytes) throws IOException {
    synchronized (out) {
      out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(ISO_8859_1));
      out.write(bytes);
      out.write("\r\n".getBytes(ISO_8859_1));
      out.flush();
    }
  }

  /** Ends a stream in good order. */
  public void end() throws IOException {
    raw("0\r\n\r\n");
  }

  /** Any bytes, outside every framing. */
  public void raw(String text) throws IOException {
    synchronized (out) {
      out.write(text.getBytes(UTF_8));
      out.flush();
    }
  }

  /** Cuts the connection. */
  public void hangUp() throws IOException {
    socket.close();
  }

  /** Returns once the client has gone. */
  public void awaitHangUp() throws IOException {
    InputStream in = socket.getInputStream();
    while (in.read() >= 0) {
      // A client that pipelines would be a finding of its own.
      throw new IOException("the client sent more");
    }
  }

  private static StringBuilder head(int status, String... lines) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
    List.of(lines).forEach(line -> head.append(line).append("\r\n"));
    return head;
  }
}
