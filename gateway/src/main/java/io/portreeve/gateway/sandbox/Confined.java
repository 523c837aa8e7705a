package io.portreeve.gateway.sandbox;

import io.portreeve.gateway.child.ChildCommand;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One start of a confined program: what is started, and what there is around it while it runs. */
public final class Confined implements AutoCloseable {
  private final ChildCommand command;
  private final Mark mark;
  private final Room room;
  private final Optional<Supervisor> supervisor;
  private final Usage usage;
  private final Consumer<Incident> incidents;
  private volatile @Nullable ProcessHandle process;

  Confined(
      ChildCommand command,
      Mark mark,
      Room room,
      Optional<Supervisor> supervisor,
      Usage usage,
      Consumer<Incident> incidents) {
    this.command = command;
    this.mark = mark;
    this.room = room;
    this.supervisor = supervisor;
    this.usage = usage;
    this.incidents = incidents;
  }

  /** What has to be started in the program's place. */
  public ChildCommand command() {
    return command;
  }

  /** It was started as this process. */
  public void started(long pid) {
    process = ProcessHandle.of(pid).orElse(null);
  }

  /** Ends it if it holds more than it may; has to be asked again and again. */
  public void look() {
    ProcessHandle running = process;
    if (running == null || !running.isAlive()) {
      return;
    }
    usage
        .excess(running)
        .ifPresent(excess -> {
          incidents.accept(Incident.exhausted(excess + "; it was ended"));
          ending();
          running.destroyForcibly();
          mark.end();
        });
  }

  /** It is about to be ended: it starts no more processes, so that none is overlooked. */
  public void ending() {
    supervisor.ifPresent(Supervisor::ending);
  }

  /** It ended with this exit status, which says so if the kernel ended it. */
  public void ended(int status) {
    KernelsEnd.of(status).ifPresent(incidents);
  }

  /** Ends what it left behind, and what is around it. */
  @Override
  public void close() {
    ending();
    mark.end();
    supervisor.ifPresent(Supervisor::close);
    room.close();
  }
}
