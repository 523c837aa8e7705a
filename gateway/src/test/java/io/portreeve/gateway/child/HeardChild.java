package io.portreeve.gateway.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.mcp.stdio.Lines;
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

  private static final Duration SOON = Duration.ofMillis(300);

  /** All the time that a busy machine needs. */
  private static final Duration LONG = Duration.ofMinutes(1);

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final Child child;

  private HeardChild(
      String script,
      Map<String, String> environment,
      Map<String, String> ours,
      ChildBounds bounds,
      Lines.Room room)
      throws IOException {
    List<String> command = List.of("/bin/sh", "-c", script);
    ChildCommand start = new ChildCommand(command, environment, Optional.empty());
    this.child = Child.start(start, ours, bounds, room, this);
  }

  private static ChildBounds bounds(Duration closePatience, Duration terminatePatience) {
    return new ChildBounds(1_000, 10_000, closePatience, terminatePatience, LONG);
  }

  /** One that is asked to end soon after its input did. */
  static HeardChild shell(String script) throws IOException {
    return shell(script, Map.of(), System.getenv());
  }

  static HeardChild shell(String script, Map<String, String> environment, Map<String, String> ours)
      throws IOException {
    return new HeardChild(script, environment, ours, bounds(SOON, LONG), _ -> {});
  }

  /** One that may write lines of any length, as far as there is room. */
  static HeardChild inRoom(Lines.Room room, String script) throws IOException {
    return new HeardChild(script, Map.of(), System.getenv(), ChildBounds.defaults(), room);
  }

  /** One that may end by itself when its input does. */
  static HeardChild obedient(String script) throws IOException {
    return new HeardChild(script, Map.of(), System.getenv(), bounds(LONG, LONG), _ -> {});
  }

  /** One that is killed soon after it was asked to end. */
  static HeardChild stubborn(String script) throws IOException {
    return new HeardChild(script, Map.of(), System.getenv(), bounds(SOON, SOON), _ -> {});
  }

  Child child() {
    return child;
  }

  /** The next thing it said; fails the test if it says nothing for long. */
  String next() throws InterruptedException {
    String line = heard.poll(1, TimeUnit.MINUTES);
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
