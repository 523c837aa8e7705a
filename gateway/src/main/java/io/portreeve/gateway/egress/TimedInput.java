package io.portreeve.gateway.egress;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** What a connection says until one moment, however slowly it speaks. */
final class TimedInput extends InputStream {
  private final Socket from;
  private final InputStream in;
  private final long until;

  TimedInput(Socket from, Duration patience) throws IOException {
    this.from = from;
    this.in = from.getInputStream();
    this.until = System.nanoTime() + patience.toNanos();
  }

  @Override
  public int read() throws IOException {
    return inTime().read();
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    return inTime().read(into, offset, length);
  }

  /** Waits no longer than until then, and not at all when it is past. */
  private InputStream inTime() throws IOException {
    Duration left = Duration.ofNanos(until - System.nanoTime());
    if (!left.isPositive()) {
      throw new SocketTimeoutException("the time is up");
    }
    // None means without end.
    from.setSoTimeout(Math.toIntExact(Math.max(1, left.toMillis())));
    return in;
  }
}
