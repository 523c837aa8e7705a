package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does what {@link Confine} does up to the steps that bind, and ends: the JVM records it, and
 * starts of programs take less of the processor from then on. Binds itself to nothing.
 */
final class Rehearsal {
  private static final long MUCH = 1L << 32;

  private Rehearsal() {}

  public static void main(String[] arguments) throws IOException, IllegalAccessException {
    Grants grants =
        new Grants(
            List.of(Path.of("/usr"), Path.of("/dev/null")),
            List.of(Path.of(System.getProperty("java.io.tmpdir"))),
            new Network.OnePort(1));
    Launch launch =
        Launch.read(
            new Launch(
                    grants,
                    new Bounds(MUCH, MUCH, MUCH, MUCH, MUCH, MUCH),
                    new Mark(1),
                    Optional.of(Path.of("/nowhere")),
                    List.of("/bin/true", "a word"))
                .arguments());
    Map<String, String> environment = Aside.putBack(System.getenv());
    var _ = Confine.Laid.out(launch, environment);
    for (Class<?> rest :
        List.of(Confine.class, Handover.class, Rights.class, Kernel.Refused.class)) {
      MethodHandles.lookup().ensureInitialized(rest);
    }
  }
}
