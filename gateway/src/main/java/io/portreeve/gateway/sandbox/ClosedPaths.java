package io.portreeve.gateway.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What no grant may reach or lie in, such as our own data, our configuration and the files of
 * secrets.
 */
public record ClosedPaths(List<Path> paths) {
  public ClosedPaths {
    paths = List.copyOf(paths);
  }

  /**
   * Why a program may not change that; empty if it may, where it is not closed. Our own code and
   * JVM are to be read, and changed by nobody whom they confine.
   */
  public static Optional<String> refusalOfChange(Path granted) {
    return new ClosedPaths(Starter.ours().parts())
        .reachedBy(granted)
        .map(ours ->
            "its sandbox would let it change %s, but no program may change %s: what confines it;"
                    .formatted(granted, ours)
                + " grant what it needs beside that, or install Portreeve elsewhere");
  }

  /** Why that cannot be granted, and what to do; empty if it can. */
  public Optional<String> refusal(Path granted) {
    return reachedBy(granted)
        .map(closed ->
            "its sandbox would open %s, but no program may reach %s: our data, our configuration, or a secret;"
                    .formatted(granted, closed)
                + " grant what it needs beside that, or move that elsewhere");
  }

  /** The first that a grant would open, at least in part. */
  Optional<Path> reachedBy(Path granted) {
    Path real = Profile.real(granted);
    return paths.stream().filter(path -> meet(Profile.real(path), real)).findFirst();
  }

  /** Whether it is one of them or lies in one. */
  boolean contain(Path path) {
    Path real = Profile.real(path);
    return paths.stream().map(Profile::real).anyMatch(real::startsWith);
  }

  private static boolean meet(Path one, Path other) {
    return one.startsWith(other) || other.startsWith(one);
  }
}
