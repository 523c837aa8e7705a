package io.portreeve.gateway.http;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A streamed reply. The writer puts chunks into a queue and wakes the event loop only if it is not
 * yet on its way; the loop takes all there is in one write.
 */
final class ServerStream implements HttpStream {
  /** What may wait for the event loop before the writer does. */
  private static final int MAX_QUEUED = 64 * 1024;

  private static final ByteBuffer SENT = ByteBuffer.allocate(0);
  private static final byte[] LAST_CHUNK = HeadWriter.ascii("0\r\n\r\n");

  /** How the body goes on the wire. */
  record Form(boolean chunked, boolean keep, boolean bodiless) {}

  private final ServerReply reply;
  private final ServerConnection connection;
  private final long timeoutNanos;
  private final Form form;
  private final Deque<byte[]> queue = new ArrayDeque<>();
  private final LoopTimer silence;
  private ByteBuffer head;
  private byte[] comment = new byte[0];
  private long mostSilence = Long.MAX_VALUE;
  private int queued;
  private boolean scheduled;
  private boolean closed;
  private boolean broken;
  private @Nullable Thread blocked;

  ServerStream(
      ServerReply reply,
      ServerConnection connection,
      long timeoutNanos,
      Form form,
      ByteBuffer head) {
    this.reply = reply;
    this.connection = connection;
    this.timeoutNanos = timeoutNanos;
    this.form = form;
    this.head = head;
    this.silence = new LoopTimer(connection.channel().eventLoop(), this::silent);
  }

  /** Sends the head. */
  void begin() {
    synchronized (this) {
      scheduled = true;
    }
    connection.channel().eventLoop().execute(this::drain);
  }

  @Override
  public void write(byte[] chunk) throws IOException, InterruptedException {
    if (chunk.length == 0) {
      return;
    }
    awaitRoom();
    if (queue(chunk) && chunk.length > MAX_QUEUED) {
      awaitRoom(); // it is the caller's to answer for until the peer takes it
    }
  }

  private boolean queue(byte[] chunk) throws IOException {
    synchronized (this) {
      if (broken) {
        throw new IOException("peer is gone");
      }
      if (closed) {
        throw new IllegalStateException("already closed");
      }
      if (form.bodiless) {
        return false;
      }
      queue.add(chunk);
      queued += chunk.length;
      if (scheduled) {
        return true;
      }
      scheduled = true;
    }
    connection.channel().eventLoop().execute(this::drain);
    return true;
  }

  private void awaitRoom() throws IOException, InterruptedException {
    if (room()) {
      return;
    }
    long deadline = System.nanoTime() + timeoutNanos;
    while (!room()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        breakOff();
        throw new IOException("peer does not read");
      }
      LockSupport.parkNanos(this, left);
      if (Thread.interrupted()) {
        breakOff();
        throw new InterruptedException();
      }
    }
  }

  /** Whether there is room; if not, the caller will be woken when there may be. */
  private synchronized boolean room() throws IOException {
    if (broken) {
      throw new IOException("peer is gone");
    }
    blocked = Thread.currentThread();
    if (queued <= MAX_QUEUED && connection.channel().isWritable()) {
      blocked = null;
      return true;
    }
    return false;
  }

  void wake() {
    Thread waiting;
    synchronized (this) {
      waiting = blocked;
      blocked = null;
    }
    LockSupport.unpark(waiting);
  }

  @Override
  public void keepAlive(Duration longest, byte[] saying) {
    synchronized (this) {
      if (closed || form.bodiless) {
        return;
      }
      comment = saying;
      mostSilence = Bounds.nanos(longest);
      if (scheduled) {
        return;
      }
      scheduled = true;
    }
    connection.channel().eventLoop().execute(this::drain);
  }

  /** On the event loop: nothing was sent for as long as may be. */
  private void silent() {
    synchronized (this) {
      if (closed) {
        return;
      }
      if (queue.isEmpty() && connection.channel().isWritable()) {
        queue.add(comment);
      }
    }
    drain();
  }

  /** On the event loop: writes all that is queued. */
  private void drain() {
    ByteBuffer start;
    List<byte[]> chunks;
    boolean end;
    long patience;
    synchronized (this) {
      scheduled = false;
      if (broken) {
        return;
      }
      start = head;
      head = SENT;
      chunks = new ArrayList<>(queue);
      queue.clear();
      queued = 0;
      end = closed;
      patience = mostSilence;
    }
    if (end) {
      silence.stop();
    } else if (patience < Long.MAX_VALUE) {
      silence.set(patience);
    }
    connection.write(reply, encode(start, chunks, end), end, form.keep);
    wake();
  }

  private ByteBuf encode(ByteBuffer start, List<byte[]> chunks, boolean end) {
    int size = start.remaining() + LAST_CHUNK.length;
    for (byte[] chunk : chunks) {
      size += chunk.length + 12;
    }
    ByteBuf out = connection.channel().alloc().directBuffer(size).writeBytes(start);
    for (byte[] chunk : chunks) {
      if (form.chunked) {
        Wire.chunk(out, chunk);
      } else {
        out.writeBytes(chunk);
      }
    }
    return end && form.chunked && !form.bodiless ? out.writeBytes(LAST_CHUNK) : out;
  }

  synchronized boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed || broken) {
        return;
      }
      closed = true;
      if (scheduled) {
        return;
      }
      scheduled = true;
    }
    connection.channel().eventLoop().execute(this::drain);
  }

  @Override
  public void breakOff() {
    broken();
    connection.abort();
  }

  void breakOffUnlessClosed() {
    if (!closed()) {
      breakOff();
    }
  }

  /** The connection has ended: whoever writes is told. */
  void broken() {
    synchronized (this) {
      broken = true;
      closed = true;
      queue.clear();
    }
    wake();
  }
}
