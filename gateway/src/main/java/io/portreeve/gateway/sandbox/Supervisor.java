package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/**
 * Answers the kernel's questions about the calls of one confined program, on a thread of its own,
 * from the program's first step until its last process has ended. Without it such calls fail.
 */
final class Supervisor implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.portreeve.sandbox.fault");

  private final CompletableFuture<Path> waiting = new CompletableFuture<>();
  private volatile boolean ending;
  private volatile boolean closed;

  private Supervisor() {}

  /** Makes an examiner for a program, by the number of its first process. */
  interface Examiners {
    Examiner of(Kernel kernel, long first, BooleanSupplier ending);
  }

  /**
   * Waits at a path for a program that is about to be confined.
   *
   * @throws IOException if nobody can wait there
   */
  static Supervisor start(Path door, Examiners examiners) throws IOException {
    Supervisor supervisor = new Supervisor();
    // It waits in the kernel, so it is no virtual thread.
    Thread.ofPlatform().daemon().name("sandbox").start(() -> supervisor.run(door, examiners));
    try {
      Path _ = supervisor.waiting.join();
      return supervisor;
    } catch (CompletionException failed) {
      throw new IOException("it cannot be watched", failed.getCause());
    }
  }

  private void run(Path path, Examiners examiners) {
    try (Arena arena = Arena.ofConfined()) {
      Machine machine = Machine.ours();
      Kernel kernel = new Kernel(machine, arena);
      try (Handover door = Handover.at(kernel, path)) {
        waiting.complete(path);
        Optional<Handover.Given> given = door.take(this::isClosed);
        if (given.isPresent()) {
          Examiner examiner = examiners.of(kernel, given.get().giver(), this::isEnding);
          serve(kernel, new Questions(kernel, machine.names(), given.get().file()), examiner);
        }
      }
    } catch (IOException | RuntimeException broken) {
      if (!waiting.completeExceptionally(broken)) {
        LOG.log(System.Logger.Level.ERROR, "a confined program is not watched any more", broken);
      }
    }
  }

  private void serve(Kernel kernel, Questions questions, Examiner examiner) throws IOException {
    try (questions) {
      Poll poll = new Poll(kernel, questions.file());
      while (poll.readable(this::isClosed)) {
        Optional<Notification> asked = questions.next();
        if (asked.isPresent()) {
          questions.answer(asked.get(), ruled(examiner, asked.get()));
        }
      }
    }
  }

  private static Ruling ruled(Examiner examiner, Notification asked) {
    try {
      return examiner.rule(asked);
    } catch (RuntimeException fault) {
      LOG.log(System.Logger.Level.ERROR, "a call of a confined program is refused", fault);
      return Ruling.NOT_PERMITTED;
    }
  }

  /** From here on the program starts no more processes. */
  void ending() {
    ending = true;
  }

  private boolean isEnding() {
    return ending;
  }

  private boolean isClosed() {
    return closed;
  }

  /** Answers no more, within a moment. */
  @Override
  public void close() {
    closed = true;
  }
}
