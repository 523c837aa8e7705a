package io.portreeve.gateway.config.form;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the file's words are held against.
 *
 * @param base the directory that relative paths start from: the one that holds the file
 * @param follower says whether a reference leads anywhere
 * @param expressions reads expressions of the policy's language
 */
public record Surroundings(Path base, Follower follower, Expression.Reader expressions) {

  /** Looks whether references lead anywhere. */
  @FunctionalInterface
  public interface Follower {
    /** Whoever follows no reference: what they lead to is somewhere else. */
    Follower NONE = (reference, secret) -> Optional.empty();

    /**
     * What is wrong with where the reference leads; empty: nothing. Never says what lies there.
     *
     * @param secret whether it must be closed to other users of the machine
     */
    Optional<String> fault(Reference reference, boolean secret);
  }

  /** The directory that holds the file, whatever ours is. */
  Path directory() {
    return base.toAbsolutePath().normalize();
  }

  /** The path as the file means it; empty if no path can be so written. */
  Optional<Path> path(String written) {
    try {
      return Optional.of(directory().resolve(written).normalize());
    } catch (InvalidPathException impossible) {
      return Optional.empty();
    }
  }
}
