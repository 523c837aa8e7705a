package io.portreeve.controls.insecureinput;

import java.util.Optional;

/**
 * Port: where a path really leads once every link in it is followed.
 *
 * <p>What a link points to can change between this answer and the tool's use of it; only the
 * sandbox of the server closes that gap.
 */
@FunctionalInterface
public interface PathResolver {
  /**
   * The real path of {@code path}, or, if it does not exist yet, that of its nearest parent with
   * the rest behind it; empty if that cannot be found out, which refuses the argument.
   *
   * @param path absolute and canonical
   */
  Optional<String> realPath(String path);

  /** For servers whose files cannot be seen from here: paths are judged as they are written. */
  static PathResolver unseen() {
    return Optional::of;
  }
}
