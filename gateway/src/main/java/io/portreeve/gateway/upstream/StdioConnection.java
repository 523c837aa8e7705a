package io.portreeve.gateway.upstream;

import io.portreeve.gateway.child.Child;
import io.portreeve.gateway.child.ChildBounds;
import io.portreeve.gateway.child.ChildEar;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.gateway.recurring.Recurring;
import io.portreeve.gateway.sandbox.Confined;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.json.Excerpt;
import io.portreeve.mcp.stdio.Lines;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A child process and its pipes. A line that is no message is reported; a child that writes several
 * is ended, for its output cannot be trusted to be the protocol's.
 */
final class StdioConnection implements Connection {
  private static final int MOST_JUNK = 10;
  private static final int LONGEST_REMARK = 200;
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final UpstreamSettings.Reach.Program reach;
  private final Map<String, String> ours;
  private final String whose;
  private final ChildBounds bounds;
  private final Lines.Room waiting;
  private final WireReader wire;
  private final Consumer<String> junk;
  private volatile @Nullable Child child;
  private volatile @Nullable Surrounding surrounding;
  private int junkLines;

  /**
   * @param ours our own environment, of which the child gets little
   * @param whose the principal for whom it is started
   * @param waiting what its lines take until they were heard
   * @param junk told of lines that are no message
   */
  StdioConnection(
      UpstreamSettings.Reach.Program reach,
      Map<String, String> ours,
      String whose,
      int maxMessage,
      Lines.Room waiting,
      Consumer<String> junk) {
    this.reach = reach;
    this.ours = ours;
    this.whose = whose;
    this.bounds = ChildBounds.defaults().withMaxLine(maxMessage);
    this.wire = new WireReader(maxMessage);
    this.waiting = waiting;
    this.junk = junk;
  }

  @Override
  public void open(Ear ear) throws UpstreamException {
    try {
      if (reach.sandbox().isEmpty()) {
        child = Child.start(reach.command(), ours, bounds, waiting, new Heard(ear));
        return;
      }
      Confined confined = reach.sandbox().get().enter(reach.command(), ours, whose);
      Surrounding around = new Surrounding(confined);
      surrounding = around;
      Child started = Child.start(confined.command(), ours, bounds, waiting, new Heard(ear));
      child = started;
      confined.started(started.pid());
    } catch (IOException failed) {
      leave();
      throw new UpstreamException(
          "the program could not be started: " + String.valueOf(failed.getMessage()), failed);
    }
  }

  /** A sandbox, and somebody who looks after it. */
  private record Surrounding(Confined confined, Recurring looking) implements AutoCloseable {
    Surrounding(Confined confined) {
      this(confined, Recurring.start("sandbox", LOOK, confined::look));
    }

    @Override
    public void close() {
      looking.close();
      confined.close();
    }
  }

  @Override
  public void send(RpcMessage message) throws UpstreamException {
    Child running = child;
    if (running == null || !running.send(message.toJson())) {
      throw new UpstreamException(
          isAlive() ? "the server does not read" : "the server's process has ended");
    }
  }

  @Override
  public boolean isAlive() {
    Child running = child;
    return running != null && running.isAlive();
  }

  @Override
  public void close() {
    Child running = child;
    Surrounding around = surrounding;
    if (around != null) {
      around.confined().ending();
    }
    if (running != null) {
      running.close();
      if (around != null) {
        running.exitStatus().ifPresent(around.confined()::ended);
      }
    }
    leave();
  }

  private void leave() {
    Surrounding around = surrounding;
    if (around != null) {
      around.close();
    }
  }

  private final class Heard implements ChildEar {
    private final Ear ear;

    Heard(Ear ear) {
      this.ear = ear;
    }

    @Override
    public void line(byte[] line) {
      if (line.length == 0) {
        return;
      }
      try {
        ear.heard(wire.message(line), line.length);
      } catch (UpstreamException noMessage) {
        junkLines++;
        junk.accept("a line that is no message");
        if (junkLines > MOST_JUNK) {
          Thread.ofVirtual().start(StdioConnection.this::close);
        }
      }
    }

    @Override
    public void ended(String why) {
      ear.ended(why.equals("closed") ? why : why + lastRemark());
    }

    /** Often the only word of why a program ended; for the operator, like all that we say here. */
    private String lastRemark() {
      Child ended = child;
      return ended == null
          ? ""
          : LastWord.of(ended.remarks())
              .map(said -> " and said: " + Excerpt.of(said, LONGEST_REMARK))
              .orElse("");
    }
  }
}
