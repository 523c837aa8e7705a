package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.util.List;
import java.util.Map;

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
    Kernel kernel = new Kernel(machine);
    // What needs memory or files of ours is laid out before: what comes then holds for us as well.
    Landlock landlock = Landlock.prepare(kernel, launch.grants());
    Seccomp seccomp = Seccomp.prepare(kernel, machine, launch.grants().network());
    Execution execution = Execution.prepare(kernel, launch.command(), environment);
    Rights.drop(kernel);
    landlock.enforce();
    seccomp.enforce();
    launch.bounds().set(kernel);
    execution.begin();
  }
}
