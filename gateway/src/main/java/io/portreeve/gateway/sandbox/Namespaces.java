package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Namespaces of a program's own, where bubblewrap can make them: it sees no process but those that
 * it started, shares no memory or queue with another, has no network where it is granted none, and
 * finds all of the file system read-only but what it may write. What it may touch is held by
 * Landlock and seccomp, with them or without.
 */
public final class Namespaces {
  static final Path BUBBLEWRAP = Path.of("/usr/bin/bwrap");
  private static final long PATIENCE_SECONDS = 30;
  // No --die-with-parent: it means the thread that started the program, and ours come and go.
  private static final List<String> ALWAYS =
      List.of(
          "--unshare-user-try",
          "--unshare-pid",
          "--unshare-ipc",
          "--unshare-uts",
          "--unshare-cgroup-try",
          "--ro-bind",
          "/",
          "/",
          "--dev-bind",
          "/dev",
          "/dev",
          "--proc",
          "/proc");

  private static final Grants NOTHING = new Grants(List.of(), List.of(), new Network.None());

  private final Optional<Path> bubblewrap;

  private Namespaces(Optional<Path> bubblewrap) {
    this.bubblewrap = bubblewrap;
  }

  /** None: the program stays in ours. */
  public static Namespaces none() {
    return new Namespaces(Optional.empty());
  }

  /** Those that the system's bubblewrap can make; none if it is not there or is not let to. */
  public static Namespaces find() {
    return by(BUBBLEWRAP);
  }

  static Namespaces by(Path bubblewrap) {
    Namespaces found = new Namespaces(Optional.of(bubblewrap));
    return Files.isExecutable(bubblewrap) && works(found) ? found : none();
  }

  /** Whether a program gets any. */
  public boolean any() {
    return bubblewrap.isPresent();
  }

  /** The command in them; all is read-only but what may be written. */
  List<String> around(List<String> command, Grants grants) {
    return bubblewrap
        .map(program -> {
          List<String> words = new ArrayList<>();
          words.add(program.toString());
          words.addAll(ALWAYS);
          for (Path writable : grants.writes()) {
            if (!writable.startsWith("/dev") && Files.exists(writable)) {
              words.addAll(List.of("--bind", writable.toString(), writable.toString()));
            }
          }
          if (grants.network() instanceof Network.None) {
            words.add("--unshare-net");
          }
          words.add("--");
          words.addAll(command);
          return List.copyOf(words);
        })
        .orElse(command);
  }

  private static boolean works(Namespaces found) {
    try {
      Process tried =
          new ProcessBuilder(found.around(List.of("/bin/true"), NOTHING))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = tried.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        tried.destroyForcibly();
      }
      return ended && tried.exitValue() == 0;
    } catch (IOException notStarted) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
