package io.portreeve.gateway.cli;

/**
 * The AI application, which is another program: it has a gateway inside it, and libraries that a
 * gateway starts faster without.
 */
@FunctionalInterface
public interface Application {
  /**
   * Works until its user has done, and says how that ended.
   *
   * @throws CommandFailure if it cannot go on
   */
  ExitCode run(Occasion occasion) throws InterruptedException;

  /** Stands in its place in the program that has none. */
  static Application elsewhere() {
    return _ -> {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "the AI application is another program",
          "start it with the launcher: `./portreeve chat`");
    };
  }
}
