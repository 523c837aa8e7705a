package io.portreeve.gateway.audit;

import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way into the journal. It will be written or refused even if nobody waits; one
 * thread may wait for which.
 */
public final class Ticket {
  private enum State {
    WAITING,
    WRITTEN,
    REFUSED
  }

  private final ByteBuffer body;
  private volatile State state = State.WAITING;
  private volatile @Nullable Thread waiter;

  Ticket(ByteBuffer body) {
    this.body = body;
  }

  /**
   * Returns when the record is written, and will survive what the journal's durability promises.
   *
   * @throws AuditUnavailable if it was not written and will not be
   * @throws InterruptedException if the caller is interrupted; the record may still be written
   */
  public void await() throws AuditUnavailable, InterruptedException {
    waiter = Thread.currentThread();
    while (state == State.WAITING) {
      LockSupport.park(this);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    if (state == State.REFUSED) {
      throw new AuditUnavailable("the record could not be written");
    }
  }

  /** Not to be read from, but looked into. */
  ByteBuffer body() {
    return body;
  }

  /** How many bytes wait to be written. */
  int bytes() {
    return body.remaining();
  }

  boolean isWaiting() {
    return state == State.WAITING;
  }

  void written() {
    settle(State.WRITTEN);
  }

  void refused() {
    settle(State.REFUSED);
  }

  private void settle(State settled) {
    state = settled;
    Thread waiting = waiter;
    if (waiting != null) {
      LockSupport.unpark(waiting);
    }
  }
}
