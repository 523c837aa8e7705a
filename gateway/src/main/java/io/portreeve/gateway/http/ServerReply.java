package io.portreeve.gateway.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One request being handled, from the handler's virtual thread to its reply. */
final class ServerReply implements HttpReply, Runnable {
  private static final byte[] NOTHING = new byte[0];

  /** Whoever sends more waits until the peer has taken it, so that it is somebody's until then. */
  private static final int LONG = 64 * 1024;

  private final ListenerState listener;
  private final ServerConnection connection;
  private final RequestHead head;
  private final HttpRequest request;
  private final MessageMemory.Holding holding;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private final List<Runnable> onDisconnect = new ArrayList<>(1);
  private boolean left;
  private boolean complete;
  private boolean over;
  private volatile @Nullable ServerStream stream;

  /**
   * @param holding what the request takes, given back when the handler is done, and whoever it lets
   *     go on
   */
  ServerReply(
      ListenerState listener,
      ServerConnection connection,
      RequestHead head,
      HttpRequest request,
      MessageMemory.Holding holding) {
    this.listener = listener;
    this.connection = connection;
    this.head = head;
    this.request = request;
    this.holding = holding;
  }

  /** The handler's thread. */
  @Override
  public void run() {
    try {
      if (holding.grow(request.body())) {
        listener.handler().handle(request, this);
      } else {
        overloaded();
      }
      if (unfinished()) {
        failed(new IllegalStateException("handler returned without a whole reply"));
      }
    } catch (InterruptedException interrupted) {
      // A peer that leaves has its handler interrupted, which is no failure.
      if (open()) {
        failed(interrupted);
      }
    } catch (Exception failure) {
      failed(failure);
    } finally {
      finish();
      holding.close();
      listener.handled();
    }
  }

  /** There is no room for what the handler would make of the body. */
  private void overloaded() {
    listener.refusals().refused(Refusal.OVERLOADED, request.peer());
    send(Refusal.OVERLOADED.status(), HttpFields.empty(), NOTHING);
  }

  /** A handler that could not go on because the peer had left has not failed. */
  private void failed(Exception cause) {
    boolean stopped = cause instanceof IOException || cause instanceof InterruptedException;
    boolean peerLeft = stopped && !open();
    finish();
    if (peerLeft) {
      return;
    }
    listener.refusals().failed(cause, request.peer());
  }

  private boolean unfinished() {
    ServerStream open = stream;
    return open == null ? !claimed.get() : !open.closed();
  }

  /** Sees to it that the peer does not wait for a reply, nor takes half of one for a whole. */
  private void finish() {
    ServerStream open = stream;
    if (open != null) {
      open.breakOffUnlessClosed();
    } else if (!claimed.get()) {
      send(500, HttpFields.empty(), NOTHING);
    }
  }

  /** An error that no handler should survive: told like a failure, the reply is seen to. */
  void crashed(Throwable error) {
    listener.refusals().failed(error, request.peer());
  }

  @Override
  public void send(int status, HttpFields headers, List<ByteBuffer> body) {
    boolean bodiless = bodiless(status);
    long length = Wire.length(body);
    if (bodiless && length > 0) {
      throw new IllegalArgumentException("a body with status " + status);
    }
    boolean keep = head.persistent() && !listener.draining();
    HeadWriter writer = begin(status, headers, keep);
    if (!bodiless) {
      writer.field("content-length", Long.toString(length));
    }
    ByteBuffer start = writer.end();
    claim();
    connection.reply(this, start, head.method().equals("HEAD") ? List.of() : body, keep);
    if (length > LONG) {
      awaitTaken();
    }
  }

  /** The connection ends it if the peer does not read. */
  private void awaitTaken() {
    synchronized (onDisconnect) {
      try {
        while (!over) {
          onDisconnect.wait();
        }
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public HttpStream stream(int status, HttpFields headers) {
    if (bodiless(status)) {
      throw new IllegalArgumentException("a stream with status " + status);
    }
    boolean keep = head.persistent() && !listener.draining();
    HeadWriter writer = begin(status, headers, keep);
    if (!head.http10()) {
      writer.field("transfer-encoding", "chunked");
    }
    ByteBuffer start = writer.end();
    claim();
    ServerStream opened =
        new ServerStream(
            this,
            connection,
            Bounds.nanos(listener.options().writeTimeout()),
            new ServerStream.Form(!head.http10(), keep, head.method().equals("HEAD")),
            start);
    stream = opened;
    opened.begin();
    return opened;
  }

  private HeadWriter begin(int status, HttpFields headers, boolean keep) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("not a final status");
    }
    HeadWriter writer = HeadWriter.response(status).raw(listener.engine().dateField());
    writer.fields(headers);
    return keep ? writer : writer.field("connection", "close");
  }

  private static boolean bodiless(int status) {
    return status == 204 || status == 304;
  }

  private void claim() {
    if (!claimed.compareAndSet(false, true)) {
      throw new IllegalStateException("already replied");
    }
  }

  @Override
  public void onDisconnect(Runnable listener) {
    synchronized (onDisconnect) {
      if (!left) {
        onDisconnect.add(listener);
        return;
      }
      if (complete) {
        return;
      }
    }
    Thread.startVirtualThread(listener);
  }

  @Override
  public Hold hold() {
    return holding.shared();
  }

  @Override
  public boolean open() {
    synchronized (onDisconnect) {
      return !left && connection.channel().isActive();
    }
  }

  /** The whole reply was taken by the transport. */
  void completed() {
    synchronized (onDisconnect) {
      complete = true;
      over = true;
      onDisconnect.clear();
      onDisconnect.notifyAll();
    }
  }

  /** The peer will send no more; it may still read. */
  void peerLeft() {
    List<Runnable> told;
    synchronized (onDisconnect) {
      left = true;
      told = List.copyOf(onDisconnect);
      onDisconnect.clear();
    }
    told.forEach(Thread::startVirtualThread);
  }

  /** Nothing can be written any more. */
  void gone() {
    peerLeft();
    synchronized (onDisconnect) {
      over = true;
      onDisconnect.notifyAll();
    }
    ServerStream open = stream;
    if (open != null) {
      open.broken();
    }
  }

  void writabilityChanged() {
    ServerStream open = stream;
    if (open != null) {
      open.wake();
    }
  }
}
