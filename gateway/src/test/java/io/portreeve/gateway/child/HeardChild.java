package io.portreeve.gateway.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A child of a test, and what it said. */
final class HeardChild implements ChildEar, AutoCloseable {
  static final String END = "END ";
  private static final ChildBounds QUICK =
      new ChildBounds(1_000, 10_000, Duration.ofMillis(300), Duration.ofMillis(300));

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final Child child;

  private HeardChild(
      List<String> command, Map<String, String> environment, Map<String, String> ours)
      throws IOException {
    ChildCommand start = new ChildCommand(command, environment, Optional.empty());
    this.child = Child.start(start, ours, QUICK, this);
  }

  static HeardChild shell(String script) throws IOException {
    return shell(script, Map.of(), System.getenv());
  }

  static HeardChild shell(String script, Map<String, String> environment, Map<String, String> ours)
      throws IOException {
    return new HeardChild(List.of("/bin/sh", "-c", script), environment, ours);
  }

  Child child() {
    return child;
  }

  /** The next thing it said; fails the test if it says nothing for long. */
  String next() throws InterruptedException {
    String line = heard.poll(20, TimeUnit.SECONDS);
    if (line == null) {
      throw new AssertionError("the child said nothing");
    }
    return line;
  }

  boolean saidMore() {
    return !heard.isEmpty();
  }

  @Override
  public void line(byte[] line) {
    heard.add(new String(line, UTF_8));
  }

  @Override
  public void ended(String why) {
    heard.add(END + why);
  }

  @Override
  public void close() {
    child.close();
  }
}
