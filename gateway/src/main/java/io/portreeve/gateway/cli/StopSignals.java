package io.portreeve.gateway.cli;

import java.lang.reflect.Proxy;

/**
 * Hears when the process is asked to end, by an interrupt from the terminal or a request to
 * terminate.
 *
 * <p>The one way to hear of it is a class that the compiler warns of and that a JVM need not have:
 * without it, the JVM does what it does by itself.
 */
final class StopSignals {
  /** How a shell says that an interrupt ended a process. */
  static final int INTERRUPTED = 130;

  private StopSignals() {}

  /** From now on each such signal does this, and nothing else. */
  static void each(Runnable act) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object acting =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (_, _, _) -> {
                act.run();
                return "heard";
              });
      for (String name : new String[] {"INT", "TERM"}) {
        Object _ =
            signal
                .getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), acting);
      }
    } catch (ReflectiveOperationException otherJvm) {
      System.getLogger(StopSignals.class.getName())
          .log(System.Logger.Level.DEBUG, "signals are not heard", otherJvm);
    }
  }
}
