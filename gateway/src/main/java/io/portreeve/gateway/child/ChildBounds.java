package io.portreeve.gateway.child;

import java.time.Duration;

/**
 * What a child may make us keep, and how long it may take to end.
 *
 * @param maxLine bytes of one line that it writes
 * @param maxUnread bytes that we wrote and that it has not read yet
 * @param closePatience from the end of its input until it is asked to end
 * @param terminatePatience from there until it is killed
 * @param lastWords how long what it wrote before it ended is waited for, and again what it wrote to
 *     its standard error; it has all ended much sooner, unless another process holds it open
 */
public record ChildBounds(
    int maxLine,
    int maxUnread,
    Duration closePatience,
    Duration terminatePatience,
    Duration lastWords) {
  public ChildBounds {
    if (maxLine < 1 || maxUnread < 1) {
      throw new IllegalArgumentException("a bound must be positive");
    }
  }

  /** Lines of 16 MiB, as much unread, two seconds for each step of ending, half a one to listen. */
  public static ChildBounds defaults() {
    Duration step = Duration.ofSeconds(2);
    return new ChildBounds(16 << 20, 16 << 20, step, step, Duration.ofMillis(500));
  }

  public ChildBounds withMaxLine(int bytes) {
    return new ChildBounds(bytes, maxUnread, closePatience, terminatePatience, lastWords);
  }
}
