package io.portreeve.gateway.cli;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Hears when the process is asked to end, by an interrupt from the terminal or a request to
 * terminate.
 *
 * <p>The one way to hear of it is a class that the compiler warns of and that a JVM need not have:
 * without it, the JVM does what it does by itself.
 */
final class StopSignals {
  /** The signals, and how a shell says that they ended a process. */
  private static final Map<String, Integer> CODES = Map.of("INT", 130, "TERM", 143);

  private StopSignals() {}

  /** From now on each such signal does this, with its exit code, and nothing else. */
  static void each(IntConsumer act) {
    for (Map.Entry<String, Integer> signal : CODES.entrySet()) {
      hear(signal.getKey(), () -> act.accept(signal.getValue()));
    }
  }

  private static void hear(String name, Runnable act) {
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
      Object _ =
          signal
              .getMethod("handle", signal, handler)
              .invoke(null, signal.getConstructor(String.class).newInstance(name), acting);
    } catch (ReflectiveOperationException otherJvm) {
      System.getLogger("io.portreeve.signals.unheard")
          .log(System.Logger.Level.DEBUG, "signals are not heard", otherJvm);
    }
  }
}
