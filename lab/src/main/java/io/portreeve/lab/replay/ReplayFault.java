package io.portreeve.lab.replay;

import java.io.IOException;
import java.nio.file.Path;

/** A file that cannot be replayed; the message begins with the place. */
public final class ReplayFault extends IOException {
  private static final long serialVersionUID = 1L;

  ReplayFault(Path file, String what) {
    super(file + ": " + what);
  }

  ReplayFault(Path file, long line, String what) {
    super(file + ":" + line + ": " + what);
  }
}
