package io.portreeve.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a server: one call at a time. A byte outside of a call closes it, so that no
 * answer can be taken for that of a later call.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter {
  private final SocketChannel channel;
  private final PoolOptions options;
  private final Lanes lanes;
  private final Destination destination;
  private final long born = System.nanoTime();
  private volatile long life;
  private final LoopTimer timer;
  private boolean begun;
  private boolean endAnnounced;
  private volatile boolean paused;
  private @Nullable ByteBuf pending;
  private @Nullable ClientExchange exchange;
  private @Nullable ResponseReader reader;
  private @Nullable ChannelFuture written;

  ClientConnection(SocketChannel channel, Lanes lanes, Destination destination) {
    this.channel = channel;
    this.lanes = lanes;
    this.options = lanes.options();
    this.destination = destination;
    life = Bounds.nanos(options.maxAge());
    timer = new LoopTimer(channel.eventLoop(), this::expired);
  }

  Destination destination() {
    return destination;
  }

  /** Whether it may take a call. From any thread. */
  boolean usable() {
    return channel.isActive() && System.nanoTime() - born < life;
  }

  /** Takes no further call after {@code nanos} from now, if it would for longer. */
  void endsAfter(long nanos) {
    life = Math.min(life, System.nanoTime() - born + nanos);
  }

  boolean active() {
    return channel.isActive();
  }

  void close() {
    Wire.close(channel);
  }

  // --- for the caller ---

  /** Sends a call; the exchange hears of everything else. */
  void send(ClientExchange next, ByteBuffer head) {
    channel.eventLoop().execute(() -> start(next, head));
  }

  /** Closes the connection if that exchange is still on it. */
  void abort(ClientExchange aborted) {
    try {
      channel
          .eventLoop()
          .execute(() -> {
            if (exchange == aborted) {
              fail(new HttpFailure(HttpFailure.Kind.CLOSED));
            }
          });
    } catch (RejectedExecutionException stopped) {
      return; // the loop has ended, and every connection with it
    }
  }

  /** The caller has read: goes on reading if that was stopped for it. */
  void caughtUp(ClientExchange current) {
    if (paused && current.low()) {
      channel.eventLoop().execute(this::resume);
    }
  }

  // --- on the event loop ---

  private void start(ClientExchange next, ByteBuffer head) {
    if (!channel.isActive() || exchange != null) {
      next.fail(new HttpFailure(HttpFailure.Kind.DISCONNECTED));
      return;
    }
    HttpCall call = next.call();
    exchange = next;
    reader = new ResponseReader(options, call.method().equals("HEAD"));
    begun = false;
    next.sending();
    written = Wire.write(channel, head, call.body());
    arm(Bounds.nanos(call.responseTimeout()));
  }

  private void arm(long nanos) {
    if (nanos >= Long.MAX_VALUE / 4) {
      timer.clear();
    } else {
      timer.set(nanos);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf in = (ByteBuf) message;
    ClientExchange current = exchange;
    if (current == null) {
      in.release();
      Wire.close(channel);
      return;
    }
    ByteBuf before = pending;
    if (before == null) {
      current.answering();
      pending = in;
    } else {
      pending = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(channel.alloc(), before, in);
    }
    advance(current, pending);
  }

  private void advance(ClientExchange current, ByteBuf in) {
    ResponseReader reading = reader;
    try {
      ResponseHead head = reading == null ? null : reading.head(in);
      if (reading != null && head != null) {
        deliver(current, reading, head, in);
      }
    } catch (Rejected rejected) {
      fail(new HttpFailure(rejected.kind()));
    }
    ByteBuf rest = pending;
    if (rest != null && !rest.isReadable()) {
      dropPending();
    }
  }

  private void deliver(
      ClientExchange current, ResponseReader reading, ResponseHead head, ByteBuf in)
      throws Rejected {
    boolean whole = reading.body(in);
    if (!whole) {
      arm(Bounds.nanos(current.call().idleTimeout()));
      if (reading.gathersAll()) {
        return;
      }
    }
    byte[] bytes = reading.taken();
    if (whole) {
      finish(head, in);
    }
    if (!begun && !whole) {
      begun = true;
    } else if (begun) {
      more(current, bytes, whole);
      return;
    }
    current.begin(head, bytes, whole);
  }

  private void more(ClientExchange current, byte[] bytes, boolean whole) {
    if (bytes.length == 0 && !whole) {
      return;
    }
    if (current.add(bytes, whole) && !whole) {
      paused = true;
      channel.config().setAutoRead(false);
      timer.clear();
      if (current.low()) {
        resume();
      }
    }
  }

  private void resume() {
    if (paused) {
      paused = false;
      channel.config().setAutoRead(true);
      if (exchange != null) {
        arm(Bounds.nanos(exchange.call().idleTimeout()));
      }
    }
  }

  /** The answer is complete: keeps the connection if nothing speaks against it. */
  private void finish(ResponseHead head, ByteBuf in) {
    boolean sentAll = written != null && written.isSuccess();
    exchange = null;
    reader = null;
    written = null;
    if (head.persistent() && sentAll && !in.isReadable() && usable()) {
      timer.set(Bounds.nanos(options.idleTimeout()));
      lanes.release(this);
    } else {
      Wire.close(channel);
    }
  }

  private void fail(HttpFailure why) {
    ClientExchange current = exchange;
    exchange = null;
    reader = null;
    Wire.close(channel);
    if (current != null) {
      current.fail(why);
    }
  }

  private void expired() {
    fail(new HttpFailure(HttpFailure.Kind.SILENT));
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslCloseCompletionEvent end) {
      endAnnounced = end.isSuccess();
      if (exchange == null) {
        Wire.close(channel);
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    timer.stop();
    dropPending();
    lanes.remove(this);
    ClientExchange current = exchange;
    if (current == null) {
      return;
    }
    // A body without a length ends with the connection; with TLS only if its end was announced,
    // or anyone on the path could cut it short unnoticed.
    boolean ended = begun && endsWithConnection() && (destination.tls().isEmpty() || endAnnounced);
    if (ended) {
      exchange = null;
      current.add(new byte[0], true);
    } else {
      fail(new HttpFailure(HttpFailure.Kind.DISCONNECTED));
    }
  }

  private boolean endsWithConnection() {
    return reader != null && reader.untilClose();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Wire.close(channel);
  }

  private void dropPending() {
    ReferenceCountUtil.release(pending);
    pending = null;
  }
}
