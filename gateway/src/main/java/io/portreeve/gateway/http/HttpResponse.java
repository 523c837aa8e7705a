package io.portreeve.gateway.http;

import java.util.Arrays;
import java.util.Optional;

/** An answer whose head is there; its body is read by one thread, as it comes or as a whole. */
public final class HttpResponse implements AutoCloseable {
  private static final byte[] NOTHING = new byte[0];

  private final ClientConnection connection;
  private final ClientExchange exchange;
  private final ResponseHead head;

  HttpResponse(ClientConnection connection, ClientExchange exchange, ResponseHead head) {
    this.connection = connection;
    this.exchange = exchange;
    this.head = head;
  }

  public int status() {
    return head.status();
  }

  /** As received, framing included. */
  public HttpFields headers() {
    return head.fields();
  }

  /** How long its body is announced to be; 0 if nothing is said of that. */
  public long announced() {
    return Math.max(head.length(), 0);
  }

  /**
   * Waits for more of the body, cut as it arrived; empty at its end. A reader that lags behind
   * slows the server down.
   *
   * @throws HttpFailure if the body breaks off, is malformed, or nothing comes in time
   * @throws InterruptedException if interrupted; the connection is then closed
   */
  public Optional<byte[]> next() throws HttpFailure, InterruptedException {
    return Optional.ofNullable(chunk());
  }

  private byte @org.jspecify.annotations.Nullable [] chunk()
      throws HttpFailure, InterruptedException {
    try {
      byte[] chunk = exchange.awaitChunk();
      connection.caughtUp(exchange);
      return chunk;
    } catch (InterruptedException interrupted) {
      close();
      throw interrupted;
    }
  }

  /**
   * The rest of the body.
   *
   * @throws HttpFailure also if it is longer than {@code most}; the connection is then closed
   */
  public byte[] body(int most) throws HttpFailure, InterruptedException {
    byte[] whole = NOTHING;
    int size = 0;
    byte[] chunk;
    while ((chunk = chunk()) != null) {
      if (chunk.length > most - size) {
        close();
        throw new HttpFailure(HttpFailure.Kind.TOO_LARGE);
      }
      if (size == 0) {
        whole = chunk;
      } else {
        if (whole.length < size + chunk.length) {
          whole = Arrays.copyOf(whole, Math.max(size * 2, size + chunk.length));
        }
        System.arraycopy(chunk, 0, whole, size, chunk.length);
      }
      size += chunk.length;
    }
    return size == whole.length ? whole : Arrays.copyOf(whole, size);
  }

  /** Lets go of the answer; if its body is unfinished, the connection is closed. */
  @Override
  public void close() {
    if (!exchange.complete()) {
      connection.abort(exchange);
    }
  }
}
