package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

  long number(long address) throws IOException {
    byte[] bytes = bytes(address, Long.BYTES);
    if (bytes.length < Long.BYTES) {
      throw new IOException("nothing is there");
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getLong();
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
