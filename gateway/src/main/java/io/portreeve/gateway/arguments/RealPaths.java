package io.portreeve.gateway.arguments;

import io.portreeve.controls.insecureinput.PathResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Follows links on this machine, where the server of a program runs, too. A path that does not say
 * where it begins is not known: the gateway's own working directory is none of its servers'.
 */
public final class RealPaths implements PathResolver {
  @Override
  public Optional<String> realPath(String path) {
    try {
      Path whole = Path.of(path);
      Path existing = whole.isAbsolute() ? whole : null;
      while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
        existing = existing.getParent();
      }
      return existing == null
          ? Optional.empty()
          : Optional.of(existing.toRealPath().resolve(existing.relativize(whole)).toString());
    } catch (IOException | InvalidPathException unknowable) {
      return Optional.empty();
    }
  }
}
