package io.portreeve.gateway.cli;

import java.lang.reflect.Proxy;

/**
 * Ends the process at once when it is told to end a second time.
 *
 * <p>The JVM waits for its hooks and ignores every signal meanwhile. The one way to hear of it is a
 * class that the compiler warns of and that a JVM need not have: without it, the wait is as long as
 * it is.
 */
final class Hurry {
  private static final int INTERRUPTED = 130;

  private Hurry() {}

  /** From now on an interrupt from the terminal, or a request to terminate, ends the process. */
  static void onNextSignal() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object halt =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (_, _, _) -> {
                Runtime.getRuntime().halt(INTERRUPTED);
                return "never";
              });
      for (String name : new String[] {"INT", "TERM"}) {
        Object _ =
            signal
                .getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), halt);
      }
    } catch (ReflectiveOperationException otherJvm) {
      System.getLogger(Hurry.class.getName())
          .log(System.Logger.Level.DEBUG, "a second signal is not heard", otherJvm);
    }
  }
}
