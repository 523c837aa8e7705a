package io.portreeve.gateway.config;

import java.nio.file.Path;

/**
 * The file that a configuration was read from.
 *
 * @param text what it held when it was read, which it need not hold any more
 */
public record LoadedFile(Path path, String text) {
  /** Secrets may stand in a text. */
  @Override
  public String toString() {
    return "LoadedFile[" + path + "]";
  }
}
