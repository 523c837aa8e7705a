package io.portreeve.gateway.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** Sets up each accepted connection. */
final class Acceptor extends ChannelInitializer<SocketChannel> {
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
    Optional<Refusal> refusal = state.add(connection);
    if (refusal.isPresent()) {
      turnAway(accepted, connection.peer(), refusal.get());
      return;
    }
    Wire.whenDone(accepted.closeFuture(), _ -> state.remove(connection));
    Optional<TlsServer> tls = state.options().tls();
    if (tls.isPresent() && shared.isPresent()) {
      SslHandler handler = TlsEngines.handler(TlsEngines.server(tls.get(), shared.get()));
      handler.setHandshakeTimeout(
          Bounds.nanos(state.options().headerTimeout()), TimeUnit.NANOSECONDS);
      accepted.pipeline().addLast(handler);
    }
    accepted.pipeline().addLast(connection);
  }

  private void turnAway(SocketChannel accepted, Peer peer, Refusal refusal) {
    state.refusals().refused(refusal, peer);
    accepted.config().setAutoRead(false);
    if (peer.secure()) {
      Wire.close(accepted);
    } else {
      ByteBuffer answer = Wire.refusal(refusal, state.engine().dateField());
      ChannelFuture written = accepted.writeAndFlush(Unpooled.wrappedBuffer(answer));
      Wire.whenDone(written, _ -> Wire.close(accepted));
    }
  }
}
