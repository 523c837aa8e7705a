package io.portreeve.agent.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.gateway.store.DataDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A file of lines, each of which ends with a line feed. What follows the last one is no line. */
record LineFile(DataDirectory folder, String name) {
  /** As much as is kept of what was put aside. */
  static final long MOST_ASIDE = 4 << 20;

  /** A longer file is not what we wrote, and not read. */
  private static final long LONGEST = 256 << 20;

  List<String> read() throws IOException {
    Path file = folder.path().resolve(name);
    byte[] bytes = bytes(file);
    int end = ended(bytes);
    return end == 0
        ? List.of()
        : Arrays.asList(new String(bytes, 0, end - 1, UTF_8).split("\n", -1));
  }

  private static byte[] bytes(Path file) throws IOException {
    try {
      if (Files.size(file) > LONGEST) {
        throw new IOException(file + " is too long to be a memory: move it away");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException none) {
      return new byte[0];
    }
  }

  /** What was begun and not ended before is cut off first, else these would continue it. */
  void append(List<String> lines) throws IOException {
    Path file = folder.privateFile(name);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(ended(bytes(file)));
      channel.position(channel.size());
      write(channel, lines);
    }
  }

  void appendWithin(List<String> lines, long most) throws IOException {
    long room = most - bytes(folder.privateFile(name)).length;
    List<String> fitting = new ArrayList<>();
    for (String line : lines) {
      room -= line.getBytes(UTF_8).length + 1L;
      if (room >= 0) {
        fitting.add(line);
      }
    }
    append(fitting);
  }

  void replace(List<String> lines) throws IOException {
    Path draft = folder.privateFile(name + ".draft");
    try (FileChannel channel =
        FileChannel.open(draft, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      write(channel, lines);
    }
    Files.move(draft, folder.path().resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static int ended(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private static void write(FileChannel channel, List<String> lines) throws IOException {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(true);
  }
}
