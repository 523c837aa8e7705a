package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Confines this process as its arguments say, then becomes the program that they name. If any part
 * of the confinement cannot be had, the program is not started: exit status 126.
 */
public final class Confine {
  static final int REFUSED = 126;

  private Confine() {}

  /**
   * Never returns, unless the program could not be started.
   *
   * @param arguments what {@link Launch} wrote
   */
  public static void main(String[] arguments) {
    Launch launch = Launch.read(List.of(arguments));
    try {
      become(launch, Aside.putBack(System.getenv()));
    } catch (IOException refused) {
      System.err.println("portreeve: not started: " + refused.getMessage());
      System.exit(REFUSED);
    }
  }

  private static void become(Launch launch, Map<String, String> environment) throws IOException {
    Machine machine = Machine.ours();
    Kernel kernel = new Kernel(machine, Arena.global());
    // What needs memory or files of ours is laid out before: what comes then holds for us as well.
    boolean watched = launch.watcher().isPresent();
    Landlock landlock = Landlock.prepare(kernel, launch.grants(), watched);
    Seccomp seccomp =
        Seccomp.prepare(kernel, CallFilter.of(machine, launch.grants().network(), watched));
    Execution execution = Execution.prepare(kernel, launch.command(), environment);
    Optional<Handover> handover =
        watched ? Optional.of(Handover.to(kernel, launch.watcher().get())) : Optional.empty();
    launch.mark().put(kernel);
    Rights.drop(kernel);
    landlock.enforce();
    if (handover.isPresent()) {
      handover.get().give(seccomp.enforceWatched());
    } else {
      seccomp.enforce();
    }
    launch.bounds().set(kernel, watched);
    execution.begin();
  }
}
