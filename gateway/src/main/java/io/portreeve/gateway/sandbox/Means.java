package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Optional;

/**
 * What this machine has to confine programs with.
 *
 * @param landlock the version of Landlock; 0 if there is none
 * @param namespaces those that a program can have of its own
 * @param lack why nothing can be confined here; empty if it can
 */
public record Means(int landlock, Namespaces namespaces, Optional<String> lack) {
  private static final int TRUNCATION = 3;

  /** Looks, with the bubblewrap of the system. */
  public static Means find() {
    return with(Namespaces.find());
  }

  static Means with(Namespaces namespaces) {
    try (Arena arena = Arena.ofConfined()) {
      return of(Landlock.version(new Kernel(Machine.ours(), arena)), namespaces);
    } catch (IOException none) {
      return new Means(0, namespaces, Optional.of(String.valueOf(none.getMessage())));
    }
  }

  static Means of(int landlock, Namespaces namespaces) {
    if (landlock == 0) {
      String none = "this kernel has no Landlock, or does not use it";
      return new Means(landlock, namespaces, Optional.of(none));
    }
    if (landlock < TRUNCATION && !namespaces.any()) {
      String cut =
          "this kernel's Landlock lets programs cut files off: it needs Linux 6.2 or bubblewrap";
      return new Means(landlock, namespaces, Optional.of(cut));
    }
    return new Means(landlock, namespaces, Optional.empty());
  }

  /** In words for the operator. */
  public String words() {
    return lack.map(why -> "cannot be confined here, and are not started: " + why)
        .orElse(
            "are confined by Landlock "
                + landlock
                + " and seccomp, "
                + (namespaces.any()
                    ? "in namespaces of their own"
                    : "in our namespaces: bubblewrap is not there or may not make others"));
  }
}
