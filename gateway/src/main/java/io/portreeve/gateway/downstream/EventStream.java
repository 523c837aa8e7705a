package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpStream;
import io.portreeve.mcp.sse.SseWriter;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One stream of events to a client; safe for several writers, and kept alive while it is silent.
 */
final class EventStream implements AutoCloseable {
  /** The header of every answer that is a stream of events: no one between may hold it back. */
  static final HttpFields FIELDS =
      HttpFields.builder()
          .add("content-type", "text/event-stream")
          .add("cache-control", "no-store")
          .add("x-accel-buffering", "no")
          .build();

  private final ReentrantLock lock = new ReentrantLock();
  private final HttpStream stream;

  EventStream(HttpReply reply, StreamClock clock) {
    this.stream = reply.stream(HttpStatus.OK, FIELDS);
    stream.keepAlive(clock.keepAlive(), SseWriter.keepAlive());
  }

  /** Blocks while the client reads slowly; a client that is gone interrupts. */
  void write(byte[] event) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      stream.write(event);
    } catch (IOException gone) {
      throw (InterruptedException) new InterruptedException("the client is gone").initCause(gone);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      stream.close();
    } finally {
      lock.unlock();
    }
  }
}
