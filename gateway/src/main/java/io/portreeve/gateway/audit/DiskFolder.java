package io.portreeve.gateway.audit;

import io.portreeve.gateway.store.PrivateMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** {@link JournalFolder} in a directory; files are made with mode 0600 where there are modes. */
record DiskFolder(Path directory) implements JournalFolder {
  private static final String HEAD = "head";
  private static final int MAX_HEAD_BYTES = 4096;

  @Override
  public List<String> segments() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.matches("[0-9]{6,}\\.jsonl"))
          .sorted(Comparator.comparingInt(String::length).thenComparing(name -> name))
          .toList();
    } catch (NoSuchFileException missing) {
      return List.of();
    }
  }

  @Override
  public Segment open(String name) throws IOException {
    Path file = directory.resolve(name);
    boolean isNew = !Files.exists(file);
    DiskSegment segment = new DiskSegment(channel(file, StandardOpenOption.CREATE));
    if (isNew) {
      forceDirectory();
    }
    return segment;
  }

  @Override
  public InputStream read(String name) throws IOException {
    return Files.newInputStream(directory.resolve(name));
  }

  @Override
  public long size(String name) throws IOException {
    return Files.size(directory.resolve(name));
  }

  @Override
  public void remove(String name) throws IOException {
    Files.delete(directory.resolve(name));
    forceDirectory();
  }

  @Override
  public long room() throws IOException {
    return Files.getFileStore(directory).getUsableSpace();
  }

  @Override
  public Optional<byte[]> head() throws IOException {
    try (InputStream in = Files.newInputStream(directory.resolve(HEAD))) {
      return Optional.of(in.readNBytes(MAX_HEAD_BYTES));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void replaceHead(byte[] line, boolean force) throws IOException {
    Path draft = directory.resolve(HEAD + ".draft");
    try (DiskSegment file =
        new DiskSegment(
            channel(draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING))) {
      file.write(line, line.length, 0);
      if (force) {
        file.force();
      }
    }
    Files.move(
        draft,
        directory.resolve(HEAD),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    if (force) {
      forceDirectory();
    }
  }

  private FileChannel channel(Path file, OpenOption... how) throws IOException {
    Set<OpenOption> options = new HashSet<>(List.of(how));
    options.add(StandardOpenOption.WRITE);
    return FileChannel.open(file, options, PrivateMode.ofFilesIn(directory));
  }

  /** A new name lasts only when the directory that holds it was flushed. */
  private void forceDirectory() throws IOException {
    if (PrivateMode.ofFilesIn(directory).length > 0) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private record DiskSegment(FileChannel channel) implements Segment {
    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public void write(byte[] bytes, int length, long position) throws IOException {
      ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
      while (rest.hasRemaining()) {
        int written = channel.write(rest, position + rest.position());
        if (written <= 0) {
          throw new IOException("the file takes no more");
        }
      }
    }

    @Override
    public void force() throws IOException {
      channel.force(false);
    }

    @Override
    public void truncate(long size) throws IOException {
      FileChannel same = channel.truncate(size);
      assert same.equals(channel);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
