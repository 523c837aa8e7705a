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
    Laid laid = Laid.out(launch, environment);
    boolean watched = launch.watcher().isPresent();
    Optional<Handover> handover =
        watched
            ? Optional.of(Handover.to(laid.kernel(), launch.watcher().get()))
            : Optional.empty();
    launch.mark().put(laid.kernel());
    Rights.drop(laid.kernel());
    laid.landlock().enforce();
    if (handover.isPresent()) {
      handover.get().give(laid.seccomp().enforceWatched());
    } else {
      laid.seccomp().enforce();
    }
    launch.bounds().set(laid.kernel(), watched);
    laid.execution().begin();
  }

  /**
   * What needs memory or files of ours, laid out before anything is confined: what comes then holds
   * for us as well.
   */
  record Laid(Kernel kernel, Landlock landlock, Seccomp seccomp, Execution execution) {
    static Laid out(Launch launch, Map<String, String> environment) throws IOException {
      Machine machine = Machine.ours();
      Kernel kernel = new Kernel(machine, Arena.global());
      boolean watched = launch.watcher().isPresent();
      return new Laid(
          kernel,
          Landlock.prepare(kernel, launch.grants(), watched),
          Seccomp.prepare(kernel, CallFilter.of(machine, launch.grants().network(), watched)),
          Execution.prepare(kernel, launch.command(), environment));
    }
  }
}
