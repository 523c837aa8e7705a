package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the kernel does not hold a program to by itself: all its memory, and all its files. */
final class Usage {
  /** As many files and folders may lie in its own folder. */
  static final int MOST_FILES = 100_000;

  /** Its own, what of that lies in swap space, and what it shares without a file. */
  private static final Pattern HELD = Pattern.compile("(RssAnon|RssShmem|VmSwap):.*");

  private static final long KIB = 1 << 10;
  private static final long MIB = 1 << 20;

  private final Bounds bounds;
  private final Path folder;

  Usage(Bounds bounds, Path folder) {
    this.bounds = bounds;
    this.folder = folder;
  }

  /** What it holds too much of, as a clause; empty if nothing. */
  Optional<String> excess(ProcessHandle process) {
    long memory =
        Stream.concat(Stream.of(process), process.descendants())
            .mapToLong(each -> memory(each.pid()))
            .sum();
    if (memory > bounds.memory()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "holds %d MiB of memory, more than %d",
              memory / MIB,
              bounds.memory() / MIB));
    }
    Content content = new Content();
    content.measure();
    return content.excess();
  }

  /** What a process holds that lies in no file; shared memory counts for each that has it. */
  private static long memory(long process) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process), "status"))) {
      return lines
          .filter(line -> HELD.matcher(line).matches())
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
          .sum();
    } catch (IOException | UncheckedIOException gone) {
      return 0;
    }
  }

  private final class Content extends SimpleFileVisitor<Path> {
    private long bytes;
    private int files;
    private boolean hidden;

    void measure() {
      try {
        Files.walkFileTree(folder, this);
      } catch (IOException changing) {
        // It is looked at again in a moment.
        return;
      }
    }

    Optional<String> excess() {
      if (files > MOST_FILES) {
        return Optional.of("keeps more than " + MOST_FILES + " files in its own folder");
      }
      if (hidden) {
        return Optional.of("keeps a part of its own folder from being measured");
      }
      return bytes > bounds.folder()
          ? Optional.of(
              String.format(
                  Locale.ROOT,
                  "keeps %d MiB in its own folder, more than %d",
                  bytes / MIB,
                  bounds.folder() / MIB))
          : Optional.empty();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      bytes += attributes.size();
      files++;
      return files > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      hidden = hidden || gone instanceof AccessDeniedException;
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException changing) {
      files++;
      return FileVisitResult.CONTINUE;
    }
  }
}
