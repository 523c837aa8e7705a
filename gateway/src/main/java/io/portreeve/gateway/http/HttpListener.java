package io.portreeve.gateway.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** Accepts connections at one address and hands their requests to a handler. */
public final class HttpListener implements AutoCloseable {
  private final ListenerState state;
  private final Channel channel;

  private HttpListener(ListenerState state, Channel channel) {
    this.state = state;
    this.channel = channel;
  }

  /**
   * Listens; connections are accepted when this returns.
   *
   * @param address port 0 for any free one
   * @throws IOException if the address cannot be bound, or TLS not be set up
   */
  public static HttpListener start(
      HttpEngine engine,
      InetSocketAddress address,
      ListenerOptions options,
      HttpHandler handler,
      HttpRefusals refusals)
      throws IOException {
    ListenerState state = new ListenerState(engine, options, handler, refusals);
    ChannelFuture bound =
        engine.server().childHandler(new Acceptor(state)).bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException("cannot listen", bound.cause());
    }
    return new HttpListener(state, bound.channel());
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  /** Connections that are open. */
  public int connections() {
    return state.connections().size();
  }

  /**
   * Accepts no more, closes what is idle, lets what is being read or handled finish, and closes
   * what is left after {@code patience}.
   *
   * @return whether all finished by itself
   */
  public boolean drain(Duration patience) throws InterruptedException {
    channel.close().awaitUninterruptibly();
    state.drain();
    boolean finished = state.awaitNone(Bounds.nanos(patience));
    close();
    return finished;
  }

  /** Closes the address and every connection; handlers that run are told by their replies. */
  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
    for (ServerConnection connection : state.connections()) {
      connection.channel().close().awaitUninterruptibly();
    }
  }

  /** Sets up each accepted connection. */
  private static final class Acceptor extends ChannelInitializer<SocketChannel> {
    private final ListenerState state;
    private final Optional<SSLContext> shared;

    Acceptor(ListenerState state) throws IOException {
      this.state = state;
      Optional<TlsServer> tls = state.options().tls();
      this.shared = tls.isEmpty() ? Optional.empty() : Optional.of(context(tls.get()));
    }

    private static SSLContext context(TlsServer tls) throws IOException {
      try {
        return TlsEngines.context(tls);
      } catch (GeneralSecurityException broken) {
        throw new IOException("cannot set up TLS", broken);
      }
    }

    @Override
    protected void initChannel(SocketChannel accepted) throws GeneralSecurityException {
      if (accepted.remoteAddress() == null || accepted.localAddress() == null) {
        Wire.close(accepted);
        return;
      }
      ServerConnection connection = new ServerConnection(state, accepted);
      if (!state.add(connection)) {
        turnAway(accepted, connection.peer());
        return;
      }
      Wire.whenDone(accepted.closeFuture(), _ -> state.remove(connection));
      Optional<TlsServer> tls = state.options().tls();
      if (tls.isPresent() && shared.isPresent()) {
        SslHandler handler = new SslHandler(TlsEngines.server(tls.get(), shared.get()));
        handler.setHandshakeTimeout(
            Bounds.nanos(state.options().headerTimeout()), TimeUnit.NANOSECONDS);
        accepted.pipeline().addLast(handler);
      }
      accepted.pipeline().addLast(connection);
    }

    private void turnAway(SocketChannel accepted, Peer peer) {
      state.refusals().refused(Refusal.OVERLOADED, peer);
      accepted.config().setAutoRead(false);
      if (peer.secure()) {
        Wire.close(accepted);
      } else {
        byte[] answer = Wire.refusal(Refusal.OVERLOADED, state.engine().dateField());
        ChannelFuture written = accepted.writeAndFlush(Unpooled.wrappedBuffer(answer));
        Wire.whenDone(written, _ -> Wire.close(accepted));
      }
    }
  }
}
