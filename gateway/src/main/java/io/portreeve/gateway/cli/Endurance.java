package io.portreeve.gateway.cli;

/** How long something that was started keeps running. */
@FunctionalInterface
interface Endurance {
  /** Until the process is asked to end. */
  static Endurance ofProcess() {
    return new ProcessEndurance();
  }

  /**
   * From now on it is heard when the end is asked for, which {@link #last} then finds. For whoever
   * says that something runs, and how to stop it, before he comes to wait.
   */
  default void hear() {}

  /** Returns when it is over, or throws when interrupted; the running thing is closed then. */
  void last(Running running) throws InterruptedException;

  /** Something that was started. */
  interface Running extends AutoCloseable {
    @Override
    void close();
  }
}
