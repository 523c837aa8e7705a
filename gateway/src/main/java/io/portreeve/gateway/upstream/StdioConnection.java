package io.portreeve.gateway.upstream;

import io.portreeve.gateway.child.Child;
import io.portreeve.gateway.child.ChildBounds;
import io.portreeve.gateway.child.ChildCommand;
import io.portreeve.gateway.child.ChildEar;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.json.Excerpt;
import io.portreeve.mcp.stdio.Lines;
import java.io.IOException;
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

  private final ChildCommand command;
  private final Map<String, String> ours;
  private final ChildBounds bounds;
  private final Lines.Room room;
  private final WireReader wire;
  private final Consumer<String> junk;
  private volatile @Nullable Child child;
  private int junkLines;

  /**
   * @param ours our own environment, of which the child gets little
   * @param room what its lines take until they were heard
   * @param junk told of lines that are no message
   */
  StdioConnection(
      ChildCommand command,
      Map<String, String> ours,
      int maxMessage,
      Lines.Room room,
      Consumer<String> junk) {
    this.command = command;
    this.ours = ours;
    this.bounds = ChildBounds.defaults().withMaxLine(maxMessage);
    this.wire = new WireReader(maxMessage);
    this.room = room;
    this.junk = junk;
  }

  @Override
  public void open(Ear ear) throws UpstreamException {
    try {
      child = Child.start(command, ours, bounds, room, new Heard(ear));
    } catch (IOException failed) {
      throw new UpstreamException(
          "the program could not be started: " + String.valueOf(failed.getMessage()), failed);
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
    if (running != null) {
      running.close();
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
      if (ended == null || ended.remarks().isEmpty()) {
        return "";
      }
      String last = ended.remarks().getLast();
      return " (" + Excerpt.of(last, LONGEST_REMARK) + ")";
    }
  }
}
