package io.portreeve.gateway.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.InstantSource;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads that move bytes, shared by every listener and pool opened on it. Close those first.
 *
 * <p>They are virtual like those that handle requests: so the processor that read a request handles
 * it and writes the answer without a change of threads of the system.
 */
public final class HttpEngine implements AutoCloseable {
  private final EventLoopGroup loops;
  private final ByteBufAllocator buffers;
  private final DateField date = new DateField(InstantSource.system());
  private final ThreadFactory exchanges =
      Thread.ofVirtual().inheritInheritableThreadLocals(false).factory();

  private HttpEngine(int threads, ByteBufAllocator buffers) {
    this.buffers = buffers;
    this.loops = new MultiThreadIoEventLoopGroup(threads, HttpEngine::startLoop, Lingering::new);
  }

  private static void startLoop(Runnable loop) {
    var _ =
        Thread.ofVirtual()
            .name("portreeve-http")
            .inheritInheritableThreadLocals(false)
            .start(() -> FastThreadLocalThread.runWithFastThreadLocal(loop));
  }

  /** One thread for each processor. */
  public static HttpEngine start() {
    return start(Runtime.getRuntime().availableProcessors());
  }

  public static HttpEngine start(int threads) {
    return start(threads, new BufferAllocator());
  }

  static HttpEngine start(int threads, ByteBufAllocator buffers) {
    return new HttpEngine(threads, buffers);
  }

  ServerBootstrap server() {
    return new ServerBootstrap()
        .group(loops)
        .channelFactory(NioServerSocketChannel::new)
        .option(ChannelOption.SO_BACKLOG, 1024)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.ALLOCATOR, buffers)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
  }

  Bootstrap client() {
    return new Bootstrap()
        .group(loops)
        .channelFactory(NioSocketChannel::new)
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
