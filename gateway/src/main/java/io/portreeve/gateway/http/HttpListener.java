package io.portreeve.gateway.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

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
      Throwable cause = bound.cause();
      throw new IOException("cannot listen: " + cause.getMessage(), cause);
    }
    return new HttpListener(state, bound.channel());
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  /** Requests that are being handled. */
  public int underWay() {
    return state.underWay();
  }

  /** Connections that are open. */
  public int connections() {
    return state.connections().size();
  }

  /**
   * Accepts no more, closes what is idle, lets what is being read or handled finish, and closes
   * what is left after {@code patience} and {@code lastWords}.
   *
   * @param hurry runs when the patience is over, and makes handlers answer at once
   * @param lastWords how long those answers may take to reach their clients
   * @return whether all finished by itself
   */
  public boolean drain(Duration patience, Runnable hurry, Duration lastWords)
      throws InterruptedException {
    channel.close().awaitUninterruptibly();
    state.drain();
    boolean finished = state.awaitNone(Bounds.nanos(patience));
    if (!finished) {
      hurry.run();
      boolean _ = state.awaitNone(Bounds.nanos(lastWords));
    }
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
}
