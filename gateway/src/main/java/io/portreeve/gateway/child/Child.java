package io.portreeve.gateway.child;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.stdio.LineTooLong;
import io.portreeve.mcp.stdio.Lines;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running child process. Writing to it never blocks; what it writes is heard line by line; it is
 * over when it exits, closes its output, or writes a line that is too long or finds no room. Close
 * it even then: what it started may still run.
 */
public final class Child implements AutoCloseable {
  private final Process process;
  private final ChildBounds bounds;
  private final ChildEar ear;
  private final Lines.Room room;
  private final Tree tree;
  private final Unread unread;
  private final Remarks remarks = new Remarks();
  private final CountDownLatch remarked = new CountDownLatch(1);
  private final Object hearing = new Object();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  private Child(Process process, ChildBounds bounds, Lines.Room room, ChildEar ear) {
    this.process = process;
    this.bounds = bounds;
    this.ear = ear;
    this.room = room;
    this.tree = new Tree(process);
    this.unread = new Unread(bounds.maxUnread());
  }

  /**
   * Starts a child.
   *
   * @param ours our own environment, of which the child gets only what it cannot do without
   * @param room what its lines take until they were heard
   * @throws IOException if the program cannot be started
   */
  public static Child start(
      ChildCommand command,
      Map<String, String> ours,
      ChildBounds bounds,
      Lines.Room room,
      ChildEar ear)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.command());
    builder.environment().clear();
    builder.environment().putAll(command.environment(ours));
    command.directory().ifPresent(directory -> builder.directory(directory.toFile()));
    Child child = new Child(builder.start(), bounds, room, ear);
    child.run();
    return child;
  }

  /**
   * Writes a message as one line; false if the child is ending, or does not read what it got
   * before.
   */
  public boolean send(Json message) {
    byte[] text = message.toLine();
    byte[] line = Arrays.copyOf(text, text.length + 1);
    line[text.length] = '\n';
    return unread.add(line);
  }

  public boolean isAlive() {
    return !ended.get() && process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** Empty while it runs. */
  public OptionalInt exitStatus() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /** The last lines of its standard error, for the operator. */
  public List<String> remarks() {
    return remarks.last();
  }

  /**
   * Ends it: its input is closed, then it and all that it started are asked to end, then killed
   * (specification, stdio, shutdown). Blocks as long as the bounds allow, whoever began to end it;
   * an interrupt kills at once.
   */
  @Override
  public void close() {
    if (closing.compareAndSet(false, true)) {
      finish();
      closed.countDown();
      return;
    }
    try {
      closed.await();
    } catch (InterruptedException interrupted) {
      tree.kill();
      Thread.currentThread().interrupt();
    }
  }

  private void finish() {
    tree.look();
    unread.close();
    try {
      if (!tree.awaitEnd(bounds.closePatience())) {
        tree.terminate();
        if (!tree.awaitEnd(bounds.terminatePatience())) {
          tree.kill();
        }
      }
    } catch (InterruptedException interrupted) {
      tree.kill();
      Thread.currentThread().interrupt();
    }
    end("closed");
  }

  // Reading and writing pipes blocks the thread itself, so these are no virtual threads.
  private void run() {
    Thread reader = thread("out", this::read);
    thread("in", this::write);
    thread(
        "err",
        () -> {
          remarks.drain(process.getErrorStream());
          remarked.countDown();
        });
    var _ =
        process.onExit().thenRun(() -> Thread.ofVirtual().start(() -> endAfterLastWords(reader)));
  }

  private Thread thread(String what, Runnable work) {
    return Thread.ofPlatform().daemon().name("child-" + process.pid() + "-" + what).start(work);
  }

  private void read() {
    Lines lines = new Lines(process.getInputStream(), bounds.maxLine(), room);
    try {
      for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
        hear(line.get());
      }
      awaitRemarks();
      end(awaitExit() ? exited() : "it closed its output");
    } catch (LineTooLong tooLong) {
      tree.kill();
      end("it wrote a line that is too long");
    } catch (UnfinishedLines.NoRoom noRoom) {
      tree.kill();
      end("it wrote a line that there is no room for");
    } catch (IOException broken) {
      end("its output broke");
    } finally {
      giveRoom();
    }
  }

  private void giveRoom() {
    try {
      room.hold(0);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void write() {
    try (OutputStream stdin = process.getOutputStream()) {
      for (Optional<byte[]> line = unread.next(); line.isPresent(); line = unread.next()) {
        stdin.write(line.get());
        stdin.flush();
        unread.written();
      }
    } catch (IOException gone) {
      unread.close();
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What it wrote before it exited is heard first, unless another process holds its output open.
   */
  private void endAfterLastWords(Thread reader) {
    try {
      var _ = reader.join(bounds.lastWords());
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt();
    }
    awaitRemarks();
    end(exited());
  }

  private String exited() {
    return "it exited with " + process.exitValue();
  }

  /** Whoever exits closes his output a moment before, and how he ended says more. */
  private boolean awaitExit() {
    try {
      return process.waitFor(bounds.lastWords().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What it said of its end is worth a moment, though another process may hold its stream open. */
  private void awaitRemarks() {
    try {
      var _ = remarked.await(bounds.lastWords().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt();
    }
  }

  private void hear(byte[] line) {
    synchronized (hearing) {
      if (!ended.get()) {
        ear.line(line);
      }
    }
  }

  private void end(String why) {
    synchronized (hearing) {
      if (ended.compareAndSet(false, true)) {
        unread.close();
        ear.ended(closing.get() ? "closed" : why);
      }
    }
  }
}
