package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Looks into a thread that waits for an answer (proc(5)). It can change what is seen meanwhile. */
final class Tried {
  private static final int LONGEST_PATH = 4096;
  private static final int WORKING_DIRECTORY = -100;

  private final Path folder;

  Tried(int thread) {
    this.folder = Path.of("/proc", Integer.toString(thread));
  }

  /** The text that begins at an address. */
  String text(long address) throws IOException {
    byte[] bytes = bytes(address, LONGEST_PATH);
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  /** Those at an address: fewer than asked for where its memory ends. */
  byte[] bytes(long address, int most) throws IOException {
    try (RandomAccessFile memory = new RandomAccessFile(folder.resolve("mem").toFile(), "r")) {
      byte[] bytes = new byte[most];
      memory.seek(address);
      int read = memory.read(bytes);
      return Arrays.copyOf(bytes, Math.max(read, 0));
    }
  }

  /** A path that was named relative to an open folder. */
  Path path(int directory, String name) throws IOException {
    Path path = Path.of(name);
    if (path.isAbsolute()) {
      return path;
    }
    Path from =
        directory == WORKING_DIRECTORY
            ? folder.resolve("cwd")
            : folder.resolve("fd").resolve(Integer.toString(directory));
    return Files.readSymbolicLink(from).resolve(path);
  }

  /** The same, where we find it: what it calls itself is not what we call so. */
  Path seen(int directory, String name) throws IOException {
    Path path = path(directory, name);
    if (path.startsWith("/proc/self")) {
      return inside(Path.of("/proc", Long.toString(process())), path);
    }
    return path.startsWith("/proc/thread-self") ? inside(folder, path) : path;
  }

  private static Path inside(Path process, Path path) {
    int names = path.getNameCount();
    return names > 2 ? process.resolve(path.subpath(2, names)) : process;
  }

  /** What it has open. */
  Path open(int file) {
    return folder.resolve("fd").resolve(Integer.toString(file));
  }

  /** The process that it is a thread of. */
  long process() throws IOException {
    for (String line : Files.readAllLines(folder.resolve("status"))) {
      if (line.startsWith("Tgid:")) {
        return Long.parseLong(line.substring(5).strip());
      }
    }
    throw new IOException("the kernel does not say which process it is");
  }
}
