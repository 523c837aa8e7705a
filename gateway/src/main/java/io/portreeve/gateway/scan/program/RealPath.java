package io.portreeve.gateway.scan.program;

import java.io.IOException;
import java.nio.file.Path;

/** Where what an operator names lies: that may be a link, which is his word, not the server's. */
public final class RealPath {
  private RealPath() {}

  /** Without links; of what is not there, the path as it is named. */
  public static Path of(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException missing) {
      return file.toAbsolutePath().normalize();
    }
  }
}
