package io.portreeve.gateway.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.InstantSource;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads that move bytes, shared by every listener and pool opened on it. Close those first.
 */
public final class HttpEngine implements AutoCloseable {
  private final Transport transport;
  private final EventLoopGroup loops;
  private final ByteBufAllocator buffers;
  private final DateField date = new DateField(InstantSource.system());
  private final ThreadFactory exchanges =
      Thread.ofVirtual().inheritInheritableThreadLocals(false).factory();

  private HttpEngine(Transport transport, int threads, ByteBufAllocator buffers) {
    this.transport = transport;
    this.buffers = buffers;
    this.loops =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("portreeve-http", true), transport.handlers());
  }

  /** One thread for each processor, on the best transport of the platform. */
  public static HttpEngine start() {
    return start(Runtime.getRuntime().availableProcessors());
  }

  public static HttpEngine start(int threads) {
    return start(Transport.best(), threads, ByteBufAllocator.DEFAULT);
  }

  static HttpEngine start(Transport transport, int threads, ByteBufAllocator buffers) {
    return new HttpEngine(transport, threads, buffers);
  }

  /** The name of the transport in use, for reports. */
  public String transport() {
    return transport.name().toLowerCase(java.util.Locale.ROOT);
  }

  ServerBootstrap server() {
    return new ServerBootstrap()
        .group(loops)
        .channelFactory(transport::serverChannel)
        .option(ChannelOption.SO_BACKLOG, 1024)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.ALLOCATOR, buffers)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
  }

  Bootstrap client() {
    return new Bootstrap()
        .group(loops)
        .channelFactory(transport::clientChannel)
        .disableResolver()
        .option(ChannelOption.ALLOCATOR, buffers)
        .option(ChannelOption.TCP_NODELAY, true);
  }

  byte[] dateField() {
    return date.line();
  }

  Thread exchange(ServerReply work) {
    Thread thread = exchanges.newThread(work);
    thread.setUncaughtExceptionHandler((_, error) -> work.crashed(error));
    return thread;
  }

  /** Stops the threads; waits for what they have begun, up to five seconds. */
  @Override
  public void close() {
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
