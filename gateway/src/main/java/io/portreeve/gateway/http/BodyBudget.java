package io.portreeve.gateway.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all unfinished bodies of a listener share: many slow senders together cannot take
 * more than one bound, however many they are.
 */
final class BodyBudget {
  private final long most;
  private final AtomicLong used = new AtomicLong();

  BodyBudget(long most) {
    this.most = most;
  }

  boolean reserve(int bytes) {
    if (used.addAndGet(bytes) <= most) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  void release(int bytes) {
    if (bytes > 0) {
      used.addAndGet(-bytes);
    }
  }

  long used() {
    return used.get();
  }
}
