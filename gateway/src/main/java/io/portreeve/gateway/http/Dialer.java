package io.portreeve.gateway.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Opens connections: to the addresses the resolver vetted and to no others. */
final class Dialer {
  private final HttpEngine engine;
  private final Lanes lanes;
  private final AddressResolver resolver;
  private final InstantSource clock;

  Dialer(HttpEngine engine, Lanes lanes, AddressResolver resolver, InstantSource clock) {
    this.engine = engine;
    this.lanes = lanes;
    this.resolver = resolver;
    this.clock = clock;
  }

  /** Tries each address in turn until {@code deadline}. */
  ClientConnection dial(Destination destination, long deadline)
      throws HttpFailure, InterruptedException {
    HttpFailure last = new HttpFailure(HttpFailure.Kind.UNRESOLVED);
    for (InetAddress address : resolve(destination.host())) {
      try {
        return connect(destination, address, deadline);
      } catch (HttpFailure failure) {
        last = failure;
      }
    }
    throw last;
  }

  private List<InetAddress> resolve(String host) throws HttpFailure {
    try {
      return resolver.resolve(host);
    } catch (AddressRefused refused) {
      throw new HttpFailure(HttpFailure.Kind.REFUSED, refused);
    } catch (IOException | RuntimeException unresolved) {
      throw new HttpFailure(HttpFailure.Kind.UNRESOLVED, unresolved);
    }
  }

  private ClientConnection connect(Destination destination, InetAddress address, long deadline)
      throws HttpFailure, InterruptedException {
    SslHandler tls = tls(destination);
    Opening opening = new Opening(destination, tls);
    ChannelFuture connecting =
        engine
            .client()
            .handler(opening)
            .connect(new InetSocketAddress(address, destination.port()));
    try {
      await(connecting, deadline, HttpFailure.Kind.UNREACHABLE);
      if (tls == null) {
        return opened(connecting.channel());
      }
      await(tls.handshakeFuture(), deadline, HttpFailure.Kind.UNTRUSTED);
      ClientConnection connection = opened(connecting.channel());
      connection.endsAfter(Bounds.nanos(TlsEngines.left(tls.engine(), clock.instant())));
      return connection;
    } catch (HttpFailure | InterruptedException failed) {
      Wire.close(connecting.channel());
      throw failed;
    }
  }

  /** Netty empties the pipeline of a channel that the peer has closed by now. */
  private static ClientConnection opened(Channel channel) throws HttpFailure {
    ClientConnection connection = channel.pipeline().get(ClientConnection.class);
    if (connection == null) {
      throw new HttpFailure(HttpFailure.Kind.DISCONNECTED);
    }
    return connection;
  }

  /** Made here and not on the event loop: setting up trust takes its time. */
  private static @Nullable SslHandler tls(Destination destination) throws HttpFailure {
    try {
      return destination.tls().isEmpty()
          ? null
          : TlsEngines.handler(TlsEngines.client(destination.tls().get(), destination));
    } catch (GeneralSecurityException broken) {
      throw new HttpFailure(HttpFailure.Kind.UNTRUSTED, broken);
    }
  }

  private static void await(Future<?> future, long deadline, HttpFailure.Kind otherwise)
      throws HttpFailure, InterruptedException {
    long left = deadline - System.nanoTime();
    if (left <= 0 || !future.await(left, TimeUnit.NANOSECONDS)) {
      throw new HttpFailure(HttpFailure.Kind.TIMED_OUT);
    }
    Throwable cause = future.cause();
    if (cause != null) {
      boolean plain = cause instanceof NotSslRecordException;
      throw new HttpFailure(plain ? HttpFailure.Kind.NOT_TLS : otherwise, cause);
    }
  }

  /** Sets up a connection that is being opened. */
  private final class Opening extends ChannelInitializer<Channel> {
    private final Destination destination;
    private final @Nullable SslHandler tls;

    Opening(Destination destination, @Nullable SslHandler tls) {
      this.destination = destination;
      this.tls = tls;
    }

    @Override
    protected void initChannel(Channel channel) {
      if (tls != null) {
        channel.pipeline().addLast(tls);
      }
      ClientConnection connection =
          new ClientConnection((SocketChannel) channel, lanes, destination);
      channel.pipeline().addLast(connection);
    }
  }
}
