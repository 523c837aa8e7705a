package io.portreeve.gateway.scan.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Pipes with names, which open only when both ends are there. */
public final class Pipe {
  private Pipe() {}

  /** Makes one, as a program could. */
  public static void make(Path file) throws IOException, InterruptedException {
    int result = new ProcessBuilder("mkfifo", file.toString()).inheritIO().start().waitFor();
    if (result != 0) {
      throw new IOException("mkfifo ended with " + result);
    }
  }

  /** Lets whoever waits for the other end go on; waits for nobody. */
  public static void release(Path file) throws IOException {
    FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE).close();
  }
}
