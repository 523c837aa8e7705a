package io.portreeve.gateway.http;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.ThreadAwareExecutor;
import io.portreeve.gateway.waiting.Alarm;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How an event loop waits: it lets those run that it has given work before it looks again, and
 * sleeps only when it has looked twice in vain. What they have for it by then needs no system call
 * to wake it, and is taken as one batch.
 *
 * <p>It sleeps without a timer, which would be set and taken back for each message: an alarm that
 * is seldom set anew rings when one of the loop's own deadlines has come. For one loop.
 */
final class Lingering implements IoHandler {
  private final ThreadAwareExecutor loop;
  private final KeptSelector selectors = new KeptSelector();
  private final IoHandler channels;
  private final AtomicBoolean asleep = new AtomicBoolean();
  private final Alarm alarm = new Alarm("portreeve-http-alarm", this::wake);
  private boolean looked;

  Lingering(ThreadAwareExecutor loop) {
    this.loop = loop;
    this.channels = NioIoHandler.newFactory(selectors).newHandler(loop);
  }

  @Override
  public void initialize() {
    channels.initialize();
  }

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // only speed hangs on who runs next
  public int run(IoHandlerContext context) {
    Thread.yield();
    Look look = new Look(context);
    int handled = channels.run(look);
    boolean idle = handled == 0 && context.canBlock();
    if (idle && looked) {
      looked = false;
      sleep(context);
      return channels.run(look);
    }
    looked = idle;
    return handled;
  }

  /** Whoever brings a task after the last look at them finds the loop asleep, and wakes it. */
  private void sleep(IoHandlerContext context) {
    asleep.set(true);
    try {
      if (context.canBlock()) {
        if (context.deadlineNanos() >= 0) {
          alarm.within(context.delayNanos(System.nanoTime()));
        }
        int _ = selectors.newest().select();
      }
    } catch (IOException broken) {
      return; // the look that follows finds the same, and Netty makes another selector then
    } finally {
      asleep.set(false);
      boolean _ = Thread.interrupted(); // it would keep the loop from ever sleeping again
    }
  }

  private void wake() {
    if (asleep.getAndSet(false)) {
      var _ = selectors.newest().wakeup();
    }
  }

  @Override
  public void wakeup() {
    if (!loop.isExecutorThread(Thread.currentThread())) {
      wake();
    }
  }

  @Override
  public IoRegistration register(IoHandle handle) throws Exception {
    return channels.register(handle);
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> handle) {
    return channels.isCompatible(handle);
  }

  @Override
  public void prepareToDestroy() {
    channels.prepareToDestroy();
  }

  @Override
  public void destroy() {
    alarm.close();
    channels.destroy();
  }

  /** What a loop says of itself, but that it never may wait. */
  private record Look(IoHandlerContext loop) implements IoHandlerContext {
    @Override
    public boolean canBlock() {
      return false;
    }

    @Override
    public long delayNanos(long now) {
      return loop.delayNanos(now);
    }

    @Override
    public long deadlineNanos() {
      return loop.deadlineNanos();
    }

    @Override
    public void reportActiveIoTime(long nanos) {
      loop.reportActiveIoTime(nanos);
    }

    @Override
    public boolean shouldReportActiveIoTime() {
      return loop.shouldReportActiveIoTime();
    }
  }
}
