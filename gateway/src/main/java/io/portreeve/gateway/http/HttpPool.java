package io.portreeve.gateway.http;

import java.nio.ByteBuffer;
import java.time.InstantSource;

/**
 * Sends calls to servers over kept connections. Follows no redirect, uses no proxy, decodes no
 * content coding, keeps no cookie. A connection takes no further call once a certificate that was
 * shown on it has expired.
 */
public final class HttpPool implements AutoCloseable {
  /** The part of the heap that answers may take. */
  private static final int ANSWERS = 3;

  private final Lanes lanes;
  private final Dialer dialer;
  private final MessageMemory memory;

  private HttpPool(Lanes lanes, Dialer dialer, MessageMemory memory) {
    this.lanes = lanes;
    this.dialer = dialer;
    this.memory = memory;
  }

  /**
   * A pool that dials only what {@code resolver} returns.
   *
   * @see AddressResolver
   */
  public static HttpPool open(HttpEngine engine, PoolOptions options, AddressResolver resolver) {
    return open(engine, options, resolver, MessageMemory.ofHeap(ANSWERS));
  }

  /** The same, with what all answers may take while they are dealt with. */
  public static HttpPool open(
      HttpEngine engine, PoolOptions options, AddressResolver resolver, MessageMemory memory) {
    return open(engine, options, resolver, memory, InstantSource.system());
  }

  /** The same, with the clock that tells how long certificates are still good. */
  static HttpPool open(
      HttpEngine engine,
      PoolOptions options,
      AddressResolver resolver,
      MessageMemory memory,
      InstantSource clock) {
    Lanes lanes = new Lanes(options);
    return new HttpPool(lanes, new Dialer(engine, lanes, resolver, clock), memory);
  }

  /** What all answers may take while they are dealt with; whoever reads them asks for it. */
  public MessageMemory memory() {
    return memory;
  }

  /**
   * Sends one request and waits for the head of its answer; close the answer in any case.
   *
   * <p>A call is repeated, on another connection, only if none of it was sent, or if it is declared
   * replayable and a kept connection was closed before any byte of an answer.
   *
   * @throws HttpFailure if there is no well-formed answer in time
   * @throws InterruptedException if interrupted; the connection is then closed
   * @throws IllegalArgumentException if a header field belongs to the connection
   */
  public HttpResponse send(Destination destination, HttpCall call)
      throws HttpFailure, InterruptedException {
    ByteBuffer head = head(destination, call);
    long deadline = System.nanoTime() + Bounds.nanos(lanes.options().connectTimeout());
    while (true) {
      Lanes.Grant grant = lanes.acquire(destination, deadline);
      ClientConnection connection =
          switch (grant) {
            case Lanes.Grant.Kept kept -> kept.connection();
            case Lanes.Grant.Open _ -> open(destination, deadline);
          };
      ClientExchange exchange = new ClientExchange(call);
      connection.send(exchange, head);
      try {
        return new HttpResponse(connection, exchange, exchange.awaitHead());
      } catch (HttpFailure failure) {
        boolean kept = grant instanceof Lanes.Grant.Kept;
        if (!kept || failure.kind() != HttpFailure.Kind.DISCONNECTED || !exchange.repeatable()) {
          throw failure;
        }
      } catch (InterruptedException interrupted) {
        connection.abort(exchange);
        throw interrupted;
      }
    }
  }

  private ClientConnection open(Destination destination, long deadline)
      throws HttpFailure, InterruptedException {
    boolean opened = false;
    try {
      ClientConnection connection = dialer.dial(destination, deadline);
      lanes.opened(connection);
      opened = true;
      return connection;
    } finally {
      if (!opened) {
        lanes.notOpened(destination);
      }
    }
  }

  private static ByteBuffer head(Destination destination, HttpCall call) {
    HeadWriter head =
        HeadWriter.request(call.method(), call.target(), destination.authority())
            .fields(call.headers());
    long length = Wire.length(call.body());
    boolean usuallyEmpty =
        switch (call.method()) {
          case "GET", "HEAD", "DELETE", "OPTIONS" -> true;
          default -> false;
        };
    if (length > 0 || !usuallyEmpty) {
      head.field("content-length", Long.toString(length));
    }
    return head.end();
  }

  /** Connections that are open or being opened. */
  public int connections() {
    return lanes.size();
  }

  /** Closes every connection; calls under way fail. */
  @Override
  public void close() {
    lanes.close();
  }
}
