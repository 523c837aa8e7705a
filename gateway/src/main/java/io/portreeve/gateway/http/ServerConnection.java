package io.portreeve.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One accepted connection, on its event loop: reads a request, has it handled, writes the reply,
 * and only then looks at the next one, so pipelined requests are answered in their order.
 */
final class ServerConnection extends ChannelInboundHandlerAdapter {
  /** What may wait behind the request being handled before reading stops; few clients do that. */
  private static final int MAX_PIPELINED = 4 * 1024;

  /** How long to go on reading after a refusal: closing at once could destroy the answer. */
  private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final byte[] CONTINUE = HeadWriter.ascii("HTTP/1.1 100 Continue\r\n\r\n");

  private enum State {
    /** No byte of a request is there. */
    IDLE,
    READING,
    /** The head is there, and it is being found out who answers for the body. */
    ASKING,
    HANDLING,
    LINGERING,
    CLOSED
  }

  private final ListenerState listener;
  private final SocketChannel channel;
  private final RequestReader reader;
  private final LoopTimer timer;
  private Peer peer;
  private State state = State.IDLE;
  private boolean inputEnded;
  private long begun;
  private boolean headSeen;
  private boolean told;
  private @Nullable ByteBuf pending;
  private @Nullable ServerReply reply;

  ServerConnection(ListenerState listener, SocketChannel channel) {
    this.listener = listener;
    this.channel = channel;
    boolean secure = listener.options().tls().isPresent();
    peer = new Peer(channel.remoteAddress(), channel.localAddress(), List.of(), secure);
    reader = new RequestReader(listener.options(), listener.memory());
    timer = new LoopTimer(channel.eventLoop(), this::expired);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (listener.draining()) {
      Wire.close(channel);
    } else {
      timer.set(Bounds.nanos(listener.options().headerTimeout()));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf in = (ByteBuf) message;
    if (state == State.LINGERING || state == State.CLOSED) {
      in.release();
      return;
    }
    ByteBuf before = pending;
    if (before != null) {
      before.discardReadBytes(); // or all that was ever sent would be kept while some of it waits
    }
    pending =
        before == null
            ? in
            : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(channel.alloc(), before, in);
    if (state != State.HANDLING && state != State.ASKING) {
      advance();
    }
    readOn();
  }

  /**
   * Goes on reading, unless it is being found out who answers, or enough waits behind the request
   * that is handled. A request that is not whole is read on, however much of it is there.
   */
  private void readOn() {
    ByteBuf waiting = pending;
    boolean enough =
        state == State.HANDLING && waiting != null && waiting.readableBytes() > MAX_PIPELINED;
    channel.config().setAutoRead(state != State.ASKING && !enough);
  }

  /** Reads as much of the next request as is there. */
  private void advance() {
    ByteBuf in = pending;
    if (in == null) {
      return;
    }
    try {
      RequestHead head = reader.read(in);
      if (head == null) {
        await(in);
      } else {
        handle(head);
      }
    } catch (Rejected rejected) {
      refuse(rejected.refusal());
    }
    ByteBuf rest = pending;
    if (rest != null && !rest.isReadable()) {
      dropPending();
    } else if (rest != null && state == State.HANDLING) {
      pending = fitting(rest);
    }
  }

  /** What waits longer keeps no more memory than twice its length. */
  private ByteBuf fitting(ByteBuf rest) {
    if (rest.capacity() <= 2 * rest.readableBytes()) {
      return rest;
    }
    ByteBuf fitting = channel.alloc().directBuffer(rest.readableBytes()).writeBytes(rest);
    rest.release();
    return fitting;
  }

  /** The request is incomplete: sets how long the rest may take. */
  private void await(ByteBuf in) {
    if (inputEnded) {
      Wire.close(channel);
      return;
    }
    ListenerOptions options = listener.options();
    if (state == State.IDLE) {
      state = State.READING;
      begun = channel.eventLoop().ticker().nanoTime();
      timer.set(Bounds.nanos(options.headerTimeout()));
    }
    RequestHead head = reader.head();
    if (head != null && !headSeen) {
      headSeen = true;
      long spent = channel.eventLoop().ticker().nanoTime() - begun;
      timer.set(Math.max(Bounds.nanos(options.requestTimeout()) - spent, 1));
    }
    if (head != null && reader.waits()) {
      ask(head);
    } else if (head != null && head.expectsContinue() && !told && !in.isReadable()) {
      told = true;
      ChannelFuture _ = channel.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE));
    }
  }

  /** Finds out who answers for the body, on another thread: that may look into a store. */
  private void ask(RequestHead head) {
    state = State.ASKING;
    HttpRequest request = request(head, new byte[0]);
    var _ =
        Thread.startVirtualThread(() -> {
          Optional<String> who = sender(request);
          channel.eventLoop().execute(() -> asked(head, who));
        });
  }

  private Optional<String> sender(HttpRequest head) {
    try {
      return listener.handler().sender(head);
    } catch (RuntimeException failure) {
      listener.refusals().failed(failure, peer);
      return Optional.empty();
    }
  }

  private void asked(RequestHead head, Optional<String> who) {
    if (state != State.ASKING) {
      return;
    }
    state = State.READING;
    if (who.isPresent()) {
      reader.admit(who.get());
      advance();
    } else {
      handle(head.last());
    }
    readOn();
  }

  private void handle(RequestHead head) {
    if (!listener.admit()) {
      refuse(Refusal.OVERLOADED);
      return;
    }
    state = State.HANDLING;
    headSeen = false;
    told = false;
    timer.clear();
    MessageMemory.Holding holding = reader.takeHolding();
    HttpRequest request = request(head, reader.takeBody());
    ServerReply next = new ServerReply(listener, this, head, request, holding);
    reply = next;
    listener.engine().exchange(next).start();
  }

  private HttpRequest request(RequestHead head, byte[] body) {
    return new HttpRequest(head.method(), head.path(), head.query(), head.fields(), body, peer);
  }

  /** Answers with a fixed head and no body, and reads no further request. */
  private void refuse(Refusal refusal) {
    listener.refusals().refused(refusal, peer);
    ByteBuffer answer = Wire.refusal(refusal, listener.engine().dateField());
    ChannelFuture written = channel.writeAndFlush(Unpooled.wrappedBuffer(answer));
    Wire.whenDone(written, _ -> linger());
    stopReading();
  }

  private void stopReading() {
    state = State.LINGERING;
    reader.reset();
    dropPending();
    channel.config().setAutoRead(true);
    timer.set(LINGER_NANOS);
  }

  /** Ends this side's half; the peer's end, or the timer, then closes the rest. */
  private void linger() {
    if (inputEnded) {
      Wire.close(channel);
    } else {
      Wire.endOutput(channel);
    }
  }

  /** Writes a whole reply. From any thread. */
  void reply(ServerReply from, ByteBuffer head, List<ByteBuffer> body, boolean keep) {
    channel.eventLoop().execute(() -> writeReply(from, head, body, keep));
  }

  private void writeReply(ServerReply from, ByteBuffer head, List<ByteBuffer> body, boolean keep) {
    if (from == reply && state == State.HANDLING) {
      replied(Wire.write(channel, head, body), keep);
    }
  }

  /** Writes part of a streamed reply, its last one if {@code end}. */
  void write(ServerReply from, ByteBuf part, boolean end, boolean keep) {
    if (from != reply || state != State.HANDLING) {
      part.release();
      return;
    }
    ChannelFuture written = channel.writeAndFlush(part);
    if (end) {
      replied(written, keep);
    }
  }

  private void replied(ChannelFuture written, boolean keep) {
    if (written.isSuccess()) {
      next(keep);
    } else {
      timer.set(Bounds.nanos(listener.options().writeTimeout()));
      Wire.whenDone(written, done -> next(keep && done.isSuccess()));
    }
  }

  private void next(boolean keep) {
    if (state != State.HANDLING) {
      return;
    }
    ServerReply done = reply;
    reply = null;
    if (done != null) {
      done.completed();
    }
    if (!keep || listener.draining() || (inputEnded && pending == null)) {
      stopReading();
      linger();
      return;
    }
    state = State.IDLE;
    timer.set(Bounds.nanos(listener.options().idleTimeout()));
    advance();
    readOn();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      handshaken(handshake);
    } else if (event instanceof ChannelInputShutdownEvent
        || event instanceof SslCloseCompletionEvent) {
      inputEnded();
    }
  }

  private void handshaken(SslHandshakeCompletionEvent event) {
    if (event.isSuccess()) {
      peer = Wire.authenticated(peer, channel);
    } else {
      // A peer that connects and leaves, as probes do, has not failed a handshake.
      if (!(event.cause() instanceof ClosedChannelException)) {
        listener.refusals().refused(Refusal.HANDSHAKE_FAILED, peer);
      }
      Wire.close(channel);
    }
  }

  private void inputEnded() {
    inputEnded = true;
    if (state != State.HANDLING) {
      Wire.close(channel);
    } else if (reply != null) {
      reply.peerLeft();
    }
  }

  private void expired() {
    if (state == State.READING) {
      refuse(Refusal.TIMED_OUT);
    } else {
      Wire.close(channel);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (reply != null) {
      reply.writabilityChanged();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    state = State.CLOSED;
    timer.stop();
    reader.reset();
    dropPending();
    if (reply != null) {
      reply.gone();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // Resets and TLS alerts: the peer's doing, and channelInactive tells whoever waits.
    Wire.close(channel);
  }

  /** Closes now if nothing is being read or handled, else after that. From any thread. */
  void drain() {
    channel
        .eventLoop()
        .execute(() -> {
          if (state == State.IDLE) {
            Wire.close(channel);
          }
        });
  }

  /** Cuts the connection so that the peer sees an error. From any thread. */
  void abort() {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    Wire.close(channel);
  }

  Peer peer() {
    return peer;
  }

  Channel channel() {
    return channel;
  }

  private void dropPending() {
    ReferenceCountUtil.release(pending);
    pending = null;
  }
}
